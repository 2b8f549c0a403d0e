import type { Language } from '@/domain/words/vocabulary';

/**
 * A source as readers of a language cite it: articles of the GDPR and of other laws in its form, paragraphs and bodies by their names there.
 * English is the form sources are kept in; titles and dates of documents stay as they are. `GDPR Art 6(1)(f)` is `Art. 6 Abs. 1 Buchst. f DSGVO`.
 */
export function citation(text: string, language: Language): string {
  if (language === 'en') return text;
  const law = /^(?:(UK GDPR|GDPR|LGPD|Directive \S+) )?((?:Arts?|Rec) .+)$/.exec(text);
  if (!law) return text.replace(/\bparas? /g, 'Rn. ').replace(/^EDPB\b/, 'EDSA').replace(/^CJEU\b/, 'EuGH');
  const [, name = '', places = ''] = law;
  const named = germanLaws[name] ?? name.replace(/^Directive (\S+)\/EC$/, 'Richtlinie $1/EG');
  return `${places.split(', ').reduce<Place[]>((list, place) => [...list, germanPlace(place, list.at(-1))], []).map(({ written }) => written).join(', ')} ${named}`.trim();
}

const germanLaws: Readonly<Record<string, string>> = { GDPR: 'DSGVO', 'UK GDPR': 'UK-DSGVO' };

/** `recital` is carried on: `Rec 32, 42` names two recitals. */
type Place = { written: string; recital: boolean };

function germanPlace(place: string, before: Place | undefined): Place {
  const recital = place.startsWith('Rec ') || (before?.recital === true && !place.startsWith('Art'));
  const bare = place.replace(/^(?:Arts?|Rec) /, '');
  if (recital) return { written: `Erwägungsgrund ${bare}`, recital };
  const [, article = '', parts = ''] = /^([^(]*)(.*)$/.exec(bare) ?? [];
  // Article 4 counts its definitions by number.
  const paragraph = article === '4' ? 'Nr.' : 'Abs.';
  const written = parts.replace(/-\((\w+)\)/g, '–$1').replace(/\((\w+)\)/g, (_, part: string) => ` ${/^\d/.test(part) ? paragraph : 'Buchst.'} ${part}`);
  return { written: `${article === '' ? '' : `Art. ${article.replace('-', '–')}`}${written}`.trim(), recital };
}
