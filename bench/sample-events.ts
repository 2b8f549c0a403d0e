/** Events of no real person for measuring: 240 regions by a power law, 40 versions, 4 platforms, 20 days, 3 % late by up to 3 days. */
export type SampleOptions = { from: number; /** So many events, or as many as it takes until the subjects up to this number are there. */ count?: number; until?: number; /** Share of events about subjects below `from`, or of all so far. */ known: number; knownOf?: 'earlier' | 'all'; seed: number };

const types = ['delivered', 'displayed', 'dismissed', 'deferred', 'accepted', 'declined'] as const;
const regions = Array.from({ length: 240 }, (_, i) => String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26)));
const platforms = ['android', 'ios', 'web', 'desktop'];
const channels = ['in_app', 'in_app', 'in_app', 'email'];
const locales = ['en', 'de', 'fr', 'es', 'pt-BR', 'hi', 'id', 'ar'];
export const firstDay = Date.UTC(2026, 0, 5);
export const sampleDays = 20;

/** A small generator of numbers from 0 to 1 (mulberry32), so that each run measures the same rows. */
export function randoms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const hex = (random: () => number, digits: number) => Math.floor(random() * 16 ** digits).toString(16).padStart(digits, '0');
const pick = <T>(list: readonly T[], random: () => number, power = 1): T => list[Math.floor(random() ** power * list.length)] ?? (list[0] as T);

type SampleEvent = { id: string; subject: number; type: string; at: string; region: string; platform: string; channel: string; version: string; locale: string };

/** Subject `n` always has the same region and platform. */
function* sampleEvents({ from, count = Infinity, until = Infinity, known, knownOf = 'earlier', seed }: SampleOptions): Generator<SampleEvent> {
  const random = randoms(seed);
  let fresh = from;
  for (let i = 0; i < count && fresh < until; i += 1) {
    const met = knownOf === 'all' ? fresh : from;
    const subject = random() < known && met > 0 ? Math.floor(random() * met) : fresh++;
    const own = randoms(subject * 7919 + 11);
    const region = pick(regions, own, 3);
    const platform = pick(platforms, own);
    const progress = Math.max(0, random() - (random() < 0.03 ? (random() * 3) / sampleDays : 0));
    const at = new Date(firstDay + Math.floor(progress * sampleDays * 86_400_000)).toISOString();
    const id = `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`;
    yield { id, subject, type: pick(types, random), at, region, platform, channel: pick(channels, own), version: `2.${Math.floor(random() ** 2 * 40)}.0`, locale: pick(locales, own) };
  }
}

/** One event as a line of NDJSON with its line feed. */
export function* sampleLines(options: SampleOptions): Generator<string> {
  for (const { id, subject, type, at, region, platform, channel, version, locale } of sampleEvents(options)) {
    yield `{"id":"${id}","subject":"user-${subject}","type":"${type}","occurred_at":"${at}","region":"${region}","platform":"${platform}","channel":"${channel}","app_version":"${version}","locale":"${locale}"}\n`;
  }
}

/** The same events as CSV without a header: id, subject's number, type, instant, region, platform, channel, app version, locale. */
export function* sampleCsv(options: SampleOptions): Generator<string> {
  for (const event of sampleEvents(options)) yield `${Object.values(event).join()}\n`;
}

/** The lines as a body in pieces of about 64 kB, as a socket would bring them. */
export function* sampleBody(options: SampleOptions, lines = sampleLines(options)): Generator<Buffer> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < 65_536) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}

export const sampleCampaign = {
  key: 'bench', title: 'Bench', zone: 'Europe/Berlin', mandatory: true, counts_on: ['contract_terms'], consequence: 'None.', target: 0.9, joiner_days: null,
  areas: { eea: ['AA', 'AB', 'AC'] }, announced_at: '2026-01-05T00:00:00+01:00',
  deadlines: [{ at: '2026-01-20T00:00:00+01:00', area: null, since: '2026-01-05T00:00:00+01:00', reason: 'first', author: 'bench' }],
  notices: [], reminders: [], population: [],
};
