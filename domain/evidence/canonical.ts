export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Canonical JSON by RFC 8785: members sorted by UTF-16 code units, ECMAScript numbers, no white space.
 * Throws a TypeError for what JSON cannot say (NaN, infinities, lone surrogates).
 */
export function canonicalize(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('RFC 8785 forbids numbers that are not finite.');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (/\p{Cs}/u.test(value)) throw new TypeError('RFC 8785 forbids lone surrogates.');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalize).join(',')}]`;
  const members = Object.keys(value).sort().map((key) => `${canonicalize(key)}:${canonicalize(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}
