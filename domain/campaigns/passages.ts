/** A passage of a text by its place in it. */
export type Passage = { start: number; end: number; text: string };

/** The sentences of a text: ended by a full stop, question or exclamation mark and a space, or by the end of a line. Abbreviations such as "e.g." end none. */
export function passagesOf(text: string): Passage[] {
  const found: Passage[] = [];
  const push = (start: number, end: number) => {
    const raw = text.slice(start, end);
    const trimmed = raw.trim();
    if (trimmed !== '') found.push({ start: start + raw.indexOf(trimmed), end: start + raw.indexOf(trimmed) + trimmed.length, text: trimmed });
  };
  let start = 0;
  for (const match of text.matchAll(/(?<!\b(?:e\.g|i\.e|incl|etc|z\.B|d\.h|bzw|No|Nr|Art|Abs|para|paras|Inc|Ltd|[A-Z]))[.!?]["”’)]*(?=\s)|\n/gu)) {
    const end = match.index + match[0].length;
    push(start, end);
    start = end;
  }
  push(start, text.length);
  return found;
}
