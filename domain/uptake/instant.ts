export type ParsedInstant = { micros: bigint; text: string };

const form = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2})?$/;

/**
 * Reads an RFC 3339 date-time (section 5.6) into microseconds since 1970 and its UTC text with six fraction digits; finer digits
 * are cut. Returns `no_offset` without an offset, `invalid` for anything else, leap seconds and days that do not exist included.
 */
export function parseInstant(value: string): ParsedInstant | 'no_offset' | 'invalid' {
  const match = form.exec(value);
  if (!match) return 'invalid';
  const [, year, month, day, hour, minute, second, fraction = '', offset] = match;
  if (offset === undefined) return 'no_offset';
  const parts = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = parts;
  if (y < 1 || h > 23 || mi > 59 || s > 59) return 'invalid';
  const local = new Date(0);
  local.setUTCFullYear(y, mo - 1, d);
  local.setUTCHours(h, mi, s, 0);
  if (local.getUTCMonth() !== mo - 1 || local.getUTCDate() !== d) return 'invalid';
  const shift = offsetMinutes(offset);
  if (shift === null) return 'invalid';
  const seconds = BigInt(local.getTime()) / 1000n - BigInt(shift) * 60n;
  const fractionMicros = fraction.slice(0, 6).padEnd(6, '0');
  const utc = new Date(Number(seconds) * 1000).toISOString();
  if (!/^\d{4}-/.test(utc) || utc.startsWith('0000')) return 'invalid';
  return { micros: seconds * 1_000_000n + BigInt(fractionMicros), text: `${utc.slice(0, 19)}.${fractionMicros}Z` };
}

function offsetMinutes(offset: string): number | null {
  if (/[Zz]/.test(offset)) return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(4, 6));
  if (hours > 23 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Microseconds since 1970 as RFC 3339 text in UTC with six fraction digits. */
export function instantText(micros: number): string {
  const rest = ((micros % 1000) + 1000) % 1000;
  return `${new Date((micros - rest) / 1000).toISOString().slice(0, 23)}${String(rest).padStart(3, '0')}Z`;
}
