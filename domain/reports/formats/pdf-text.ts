import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The faces the PDF is set in, as module paths: Latin, Greek, Cyrillic and Devanagari; Arabic. The template names the families in this order. */
const families: [folder: string, file: string, faces: string[]][] = [
  ['noto-sans', 'NotoSans', ['400Regular', '400Regular_Italic', '700Bold']],
  ['noto-sans-arabic', 'NotoSansArabic', ['400Regular', '700Bold']],
];
const facesOf = ([folder, file, faces]: (typeof families)[number]) => faces.map((face) => `@expo-google-fonts/${folder}/${face}/${file}_${face}.ttf`);
export const pdfFonts = families.flatMap(facesOf);

let covered: Set<number> | undefined;

/**
 * The text with every character the embedded fonts cannot draw written as its code, e.g. `[U+4E2D]`: PDF/A forbids
 * a missing glyph, and a report must neither fail over an emoji in a name nor drop it. White space other than a line
 * feed becomes a space; controls and invisible characters go.
 */
export function drawable(text: string): string {
  const glyphs = (covered ??= coverage());
  let result = '';
  for (const character of text.replace(/[\t\v\f\r\u2028\u2029]/g, ' ')) {
    const code = character.codePointAt(0) ?? 0xfffd;
    if (character === '\n' || character === softHyphen) result += character;
    else if (joiner.test(character)) result += character;
    else if (dropped.test(character)) continue;
    else if (glyphs.has(code)) result += character;
    else if (space.test(character)) result += '\u00A0';
    else result += `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  }
  return result;
}

const softHyphen = '\u00AD';
/** Zero-width joiner and non-joiner: they decide how Arabic and Devanagari letters meet. */
const joiner = /[\u200C\u200D]/;
const space = /\p{Space_Separator}/u;
/** Controls and what is invisible by definition; PDF/A forbids several of them. */
const dropped = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/u;

/** The text with places to break where a narrow column would otherwise overflow: digests, addresses, file names. */
export function breakable(text: string): string {
  return text.replace(/\S{16,}/gu, (word) => word.replace(/[._/\\@:;,=&?|-](?=\S)/gu, '$&\u200B').replace(/[^\s\u200B-]{34,}/gu, (run) => run.replace(/\S{16}(?=\S)/gu, '$&\u200B')));
}

function coverage(): Set<number> {
  const require = createRequire(import.meta.url);
  const ofFamily = (family: (typeof families)[number]) => {
    const [first, ...others] = facesOf(family).map((font) => codePoints(readFileSync(require.resolve(font))));
    return [...(first ?? [])].filter((code) => others.every((other) => other.has(code)));
  };
  return new Set(families.flatMap(ofFamily));
}

/** The code points a TrueType font has glyphs for: its `cmap` in format 12, else 4 (OpenType 1.9, "cmap"). */
function codePoints(font: Buffer): Set<number> {
  const cmap = tableOffset(font, 'cmap');
  const offsets = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, at) => cmap + font.readUInt32BE(cmap + 8 + at * 8));
  const full = offsets.find((offset) => font.readUInt16BE(offset) === 12);
  if (full !== undefined) return segmented(font, full);
  const basic = offsets.find((offset) => font.readUInt16BE(offset) === 4);
  if (basic !== undefined) return basicPlane(font, basic);
  throw new Error('The font has no character map this reader knows');
}

function tableOffset(font: Buffer, name: string): number {
  for (let at = 12; at < 12 + font.readUInt16BE(4) * 16; at += 16) {
    if (font.toString('latin1', at, at + 4) === name) return font.readUInt32BE(at + 8);
  }
  throw new Error(`The font has no table ${name}`);
}

function segmented(font: Buffer, offset: number): Set<number> {
  const codes = new Set<number>();
  for (let group = 0; group < font.readUInt32BE(offset + 12); group += 1) {
    const at = offset + 16 + group * 12;
    for (let code = font.readUInt32BE(at); code <= font.readUInt32BE(at + 4); code += 1) codes.add(code);
  }
  return codes;
}

function basicPlane(font: Buffer, offset: number): Set<number> {
  const codes = new Set<number>();
  const doubled = font.readUInt16BE(offset + 6);
  for (let at = offset + 14; at < offset + 14 + doubled; at += 2) {
    const start = font.readUInt16BE(at + doubled + 2);
    const delta = font.readUInt16BE(at + 2 * doubled + 2);
    const rangeAt = at + 3 * doubled + 2;
    const range = font.readUInt16BE(rangeAt);
    for (let code = start; code <= font.readUInt16BE(at) && code < 0xffff; code += 1) {
      const glyph = range === 0 ? code + delta : font.readUInt16BE(rangeAt + range + 2 * (code - start));
      if ((glyph & 0xffff) !== 0) codes.add(code);
    }
  }
  return codes;
}
