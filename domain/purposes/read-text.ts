import { type LexiconEntry, dataLexicon, purposeLexicon, recipientWords } from '@/domain/purposes/lexicon';

/** What a sentence seems to name: a purpose, a data category or a recipient, in its own words, with the terms the lexicon holds for it. */
export type Proposal = { kind: 'purpose' | 'data' | 'recipient'; text: string; terms: string[]; sentence: string; start: number; end: number };

type Piece = { text: string; start: number };

/** Sentences of a text, then clauses of a sentence: parted by commas, semicolons, bullets and "and" before a verb; a clause names one thing. */
function pieces(text: string, separator: RegExp, offset = 0): Piece[] {
  const found: Piece[] = [];
  let start = 0;
  const push = (end: number) => {
    const raw = text.slice(start, end);
    if (raw.trim() !== '') found.push({ text: raw.trim(), start: offset + start + raw.indexOf(raw.trim()) });
  };
  for (const match of text.matchAll(separator)) {
    push(match.index);
    start = match.index + match[0].length;
  }
  push(text.length);
  return found;
}

const sentenceEnd = /(?<=[.!?])(?<!\b(?:e\.g|i\.e|incl|etc|Inc|Ltd|[A-Z])\.)\s+|\n+/gu;
const clauseEnd = /[,;:•]\s*|\s+and\s+(?=(?:to\s+)?(?:improv|understand|promot|fight|mak|person|help|show|provid|connect|secur|protect|measur|analy|develop|send|answer|respond|prevent|detect|verif|process|recommend|suggest|operat|comply|your|the|about)\w*)|\s+(?:—|–|-)\s+|\s+or\s+(?=your)/giu;
const wordsOf = (text: string) => [...text.toLowerCase().matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)].map((match) => match[0]);

/** Whether the words of an entry begin words of the clause in order, with at most three words between two of them. */
function matches({ words }: LexiconEntry, clause: string[]): boolean {
  return clause.some((_, from) => {
    let at = from;
    return words.every((wanted, n) => {
      const limit = n === 0 ? at + 1 : at + 4;
      const found = clause.findIndex((word, place) => place >= at && place < limit && isBeginning(word, wanted));
      at = found + 1;
      return found >= 0;
    });
  });
}

/** Short words must stand whole, or in the plural, so that "ad" is not the beginning of "address". */
const isBeginning = (word: string, wanted: string) => (wanted.length <= 4 ? word === wanted || word === `${wanted}s` : word.startsWith(wanted));

/**
 * What a policy text seems to say, sentence by sentence (decision: the lexicon alone, so that anybody can see why something was proposed).
 * Clauses that name the same terms in one sentence are proposed once. Nothing is stored; somebody accepts, edits or drops each.
 */
export function readText(text: string): Proposal[] {
  return pieces(text, sentenceEnd).flatMap((sentence) => {
    const found = pieces(sentence.text, clauseEnd, sentence.start).flatMap((clause): Proposal[] => {
      const words = wordsOf(clause.text);
      const about = { text: clause.text.replace(/[.!?]+$/u, ''), sentence: sentence.text, start: clause.start, end: clause.start + clause.text.length };
      const [data, purposes] = [termsIn(dataLexicon, words), termsIn(purposeLexicon, words)];
      return [
        ...(data.length > 0 ? [{ kind: 'data' as const, terms: data, ...about }] : []),
        ...(purposes.length > 0 ? [{ kind: 'purpose' as const, terms: purposes, ...about }] : []),
      ];
    });
    const said = new Set<string>();
    const once = found.filter(({ kind, terms }) => {
      const key = `${kind} ${terms.join(' ')}`;
      return !said.has(key) && said.add(key);
    });
    return [...once, ...recipientsIn(sentence)];
  });
}

const termsIn = (lexicon: LexiconEntry[], words: string[]): string[] => [...new Set(lexicon.filter((entry) => matches(entry, words)).flatMap(({ terms }) => terms))];

/** Names after words of giving data away: up to the next comma, "so that", "to …" or the end. */
function recipientsIn({ text, start }: Piece): Proposal[] {
  const pattern = new RegExp(`\\b(?:${recipientWords.map((words) => words.replace(' ', '(?:\\s+\\S+){0,4}?\\s+')).join('|')})\\s+((?:our|the|other|selected)?\\s*[^,;.:()]{2,80}?)(?=[,;.:()]|\\s+(?:so|to|in|for|who|which|that|when|if|as)\\b|$)`, 'giu');
  return [...text.matchAll(pattern)].flatMap((match) => {
    const name = (match[1] ?? '').trim();
    const at = start + match.index + match[0].lastIndexOf(name);
    return name === '' || /^(?:us|you|me|them|it)$/iu.test(name) ? [] : [{ kind: 'recipient' as const, text: name, terms: [], sentence: text, start: at, end: at + name.length }];
  });
}
