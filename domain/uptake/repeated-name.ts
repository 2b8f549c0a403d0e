import { type LineError, eventFields } from '@/domain/uptake/parse-event';

const [quote, tab, newline, carriageReturn, space] = [0x22, 0x09, 0x0a, 0x0d, 0x20];
const part = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]/g;

/**
 * What is wrong with an event that names one field twice, or one purpose twice; null for all others. JSON.parse keeps the last of two
 * like names and another parser the first, so what the sender meant is not known. `value` is what JSON.parse made of `text`.
 */
export function repeatedName(text: string, value: unknown): LineError | null {
  const event = objectOf(value);
  const kept = Object.keys(event).length + ('purposes' in event ? Object.keys(objectOf(event.purposes)).length : 0);
  return mostNames(text) === kept ? null : firstRepeated(text);
}

const objectOf = (value: unknown): object => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {});

/** How many names an event's text has, or more: a string may hold what looks like one. Asked of every line, hence no parser. */
function mostNames(text: string): number {
  let names = 0;
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    let before = colon - 1;
    while (isBlank(text.charCodeAt(before))) before -= 1;
    if (text.charCodeAt(before) === quote) names += 1;
  }
  return names;
}

const isBlank = (code: number) => code === space || code === tab || code === newline || code === carriageReturn;

function firstRepeated(text: string): LineError | null {
  const names = new Set<string>();
  let inside = new Set<string>();
  let field = '';
  let depth = 0;
  for (const [token, string, colon] of text.matchAll(part)) {
    if (token === '{' || token === '[') {
      depth += 1;
      if (depth === 2) inside = new Set();
    } else if (token === '}' || token === ']') depth -= 1;
    else if (colon !== undefined && depth <= 2) {
      const name = String(JSON.parse(string ?? ''));
      const seen = depth === 1 ? names : inside;
      if (depth === 1) field = name;
      // A field that is unknown, or an object where a string belongs, is refused as such.
      if (seen.has(name) && (depth === 1 ? eventFields.has(field) : field === 'purposes')) return depth === 1 ? repeatedField(field) : repeatedPurpose;
      seen.add(name);
    }
  }
  return null;
}

const repeatedField = (field: string): LineError => ({ field, code: 'invalid', message: `${field} stands twice in this event. Send each field once.` });
const repeatedPurpose: LineError = { field: 'purposes', code: 'invalid', message: 'purposes names a purpose twice. Send each purpose once.' };
