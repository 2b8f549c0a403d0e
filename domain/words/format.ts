import type { Language } from '@/domain/words/vocabulary';

const locales: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

const made = new Map<Language, ReturnType<typeof make>>();

/** How numbers, shares, days and instants are written in a language. No clock and no zone but by argument. Made once for each: to make its parts costs more than to write a page of numbers. */
export function formatter(language: Language): Formatter {
  const known = made.get(language) ?? make(locales[language]);
  made.set(language, known);
  return known;
}

/** Days or clocks as they are written in a zone; one for each zone that was asked for. */
function inZones(locale: string, options: Intl.DateTimeFormatOptions): (at: Date, zone: string) => string {
  const zones = new Map<string, Intl.DateTimeFormat>();
  return (at, zone) => {
    const known = zones.get(zone) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
    zones.set(zone, known);
    return known.format(at);
  };
}

/** Names of regions; one lookup for each that was asked for. */
function regionNames(locale: string): (code: string) => string {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const known = new Map<string, string>([['ZZ', '?']]);
  return (code) => {
    const name = known.get(code) ?? names.of(code) ?? code;
    known.set(code, name);
    return name;
  };
}

function make(locale: string) {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const share = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const twoDigits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
  const threeDigits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const span = (n: number, unit: string) => `${twoDigits.format(n)}\u00a0${unit}`;
  const clock = inZones(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = inZones(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const shortDay = inZones(locale, { day: 'numeric', month: 'short' });
  return {
    /** A whole number; an en dash where there is none. */
    count: (n: number | null) => (n === null ? '–' : whole.format(n)),
    /** A rate 0..1 as a percentage with one decimal; an en dash where there is none. */
    rate: (n: number | null) => (n === null ? '–' : share.format(n)),
    /** Percentage points between two rates, with their sign. */
    points: (n: number | null) => (n === null ? '–' : signed.format(n * 100)),
    /** A span of time to two digits: `1.2 s`, `3.5 min`, `2.1 h`; an en dash where there is none. */
    duration: (seconds: number | null) => (seconds === null ? '–' : seconds < 120 ? span(seconds, 's') : seconds < 7200 ? span(seconds / 60, 'min') : span(seconds / 3600, 'h')),
    /** Bytes to three digits in decimal units: `1.23 GB`. */
    bytes: (n: number) => {
      const unit = Math.min(4, Math.floor(Math.log10(Math.max(n, 1)) / 3));
      return `${threeDigits.format(n / 1000 ** unit)}\u00a0${['B', 'kB', 'MB', 'GB', 'TB'][unit]}`;
    },
    /** A calendar date given as `YYYY-MM-DD`. */
    date: (isoDate: string) => day(new Date(`${isoDate}T12:00:00Z`), 'UTC'),
    shortDate: (isoDate: string) => shortDay(new Date(`${isoDate}T12:00:00Z`), 'UTC'),
    /** An instant with its zone: `15 May 2021, 09:00 Europe/Dublin`. */
    instant: (at: Date, zone: string) => `${day(at, zone)}, ${clock(at, zone)} ${zone}`,
    /** An instant that ends something: midnight is written as 24:00 of the day that ends. */
    endInstant: (at: Date, zone: string) => (clock(at, zone) === '00:00' ? `${day(new Date(at.getTime() - 1), zone)}, 24:00 ${zone}` : `${day(at, zone)}, ${clock(at, zone)} ${zone}`),
    /** The calendar date of an instant in a zone, as `YYYY-MM-DD`. */
    isoDay: inZones('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' }),
    region: regionNames(locale),
  };
}

export type Formatter = ReturnType<typeof make>;
