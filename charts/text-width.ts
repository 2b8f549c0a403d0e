const narrow = new Set("iljtfrI.,:;'|!()[]{}`´ \u00A0·-");
const wide = new Set('mwMW%@—…');

/**
 * About how wide a text is in Noto Sans, in the units of `size`; rather too wide than too narrow, so that what is laid out by
 * it never overlaps. No font is measured, so the answer is the same on every machine.
 */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const character of text) {
    if (narrow.has(character)) em += 0.38;
    else if (wide.has(character)) em += 0.98;
    else if (character > '\u02FF') em += 1.05;
    else em += character >= 'A' && character <= 'Z' ? 0.72 : 0.61;
  }
  return em * size;
}

/** The text, or as much of it as fits into `room` with an ellipsis at its end; empty when not even that fits. */
export function fitText(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text;
  const characters = [...text];
  while (characters.length > 0) {
    characters.pop();
    const shorter = `${characters.join('').trimEnd()}…`;
    if (textWidth(shorter, size) <= room) return shorter === '…' ? '' : shorter;
  }
  return '';
}
