const [dash, colon, dot, plus] = [0x2d, 0x3a, 0x2e, 0x2b];
const [firstYear, lastYear] = [1900, 2199];
const wrong = 1_000_000;
const dayMicros = 86_400_000_000;

const monthStarts = new Int32Array((lastYear - firstYear + 1) * 12 + 1);
for (let month = 0; month < monthStarts.length; month += 1) monthStarts[month] = Date.UTC(firstYear, month) / 86_400_000;
/** Days since 1970-01-01 of the first of each month from January 1900 to January 2200. */
export const gregorian: Int32Array = monthStarts;

/**
 * Microseconds since 1970-01-01T00:00:00Z of the RFC 3339 date-time that stands from `start` to `end`, finer digits cut. NaN for
 * anything that is no such instant of 1900 to 2199, so that `parseInstant` must judge it; it gives the same number for all others.
 */
export function readMicros(bytes: Uint8Array, start: number, end: number, months: Int32Array = gregorian): number {
  const length = end - start;
  if (length < 20 || length > 64 || bytes[start + 4] !== dash || bytes[start + 7] !== dash || bytes[start + 13] !== colon || bytes[start + 16] !== colon) return NaN;
  if (((bytes[start + 10] ?? 0) | 0x20) !== 0x74) return NaN;
  const year = pair(bytes, start) * 100 + pair(bytes, start + 2);
  const month = pair(bytes, start + 5);
  const day = pair(bytes, start + 8);
  const hour = pair(bytes, start + 11);
  const minute = pair(bytes, start + 14);
  const second = pair(bytes, start + 17);
  if (year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return NaN;
  const index = (year - firstYear) * 12 + month - 1;
  const date = (months[index] ?? 0) + day - 1;
  if (date >= (months[index + 1] ?? 0)) return NaN;
  let at = start + 19;
  let fraction = 0;
  if (bytes[at] === dot) {
    const first = ++at;
    for (let unit = 100_000; at < end; at += 1, unit = (unit / 10) | 0) {
      const digit = (bytes[at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) break;
      fraction += digit * unit;
    }
    if (at === first) return NaN;
  }
  const shift = offsetMinutes(bytes, at, end);
  return date * dayMicros + (hour * 3600 + (minute - shift) * 60 + second) * 1_000_000 + fraction;
}

function offsetMinutes(bytes: Uint8Array, at: number, end: number): number {
  const sign = bytes[at] ?? 0;
  if ((sign | 0x20) === 0x7a) return at + 1 === end ? 0 : NaN;
  if ((sign !== plus && sign !== dash) || at + 6 !== end || bytes[at + 3] !== colon) return NaN;
  const hours = pair(bytes, at + 1);
  const minutes = pair(bytes, at + 4);
  if (hours > 23 || minutes > 59) return NaN;
  return sign === plus ? hours * 60 + minutes : -hours * 60 - minutes;
}

/** Two digits as a number; more than any part of an instant may be where they are no digits. */
function pair(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - 0x30;
  const ones = (bytes[at + 1] ?? 0) - 0x30;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? wrong : tens * 10 + ones;
}
