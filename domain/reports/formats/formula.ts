/**
 * One guard for every format a spreadsheet opens. A text is dangerous when its first character starts a formula in
 * Excel, LibreOffice or Numbers: `= + - @`, their full-width twins, TAB, CR or LF. What a spreadsheet drops while
 * importing (spaces, control and invisible format characters) does not hide that character. A run of apostrophes in
 * front counts too, so that `restore` can undo the mark without guessing.
 *
 * Source: OWASP "CSV Injection", ASVS 5.0 1.2.10.
 */
const trigger = /^'*(?:[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[^\S\t\r\n]*[\t\r\n])/u;

/** Whether a spreadsheet could read this text as a formula. Only ask for text: a number such as -5 stays a number. */
export function startsFormula(text: string): boolean {
  return trigger.test(text);
}

/** The text as it may stand in a CSV field: with an apostrophe in front when a spreadsheet could evaluate it, else unchanged. */
export function defuse(text: string): string {
  return startsFormula(text) ? `'${text}` : text;
}

/** Undoes `defuse`: `restore(defuse(text)) === text` for every text. */
export function restore(text: string): string {
  return text.startsWith("'") && startsFormula(text.slice(1)) ? text.slice(1) : text;
}
