import type { PurposeRecord } from '@/domain/purposes/schemas';
import { type TallyWorld, standingsAt } from '@/domain/uptake/testing/tally-model';

// Clearance, person by person, as the law reads: no sums, no moves.

export type ModelBlocker = { jurisdiction: string | null };
export type ModelRegister = Map<string, { record: PurposeRecord | null; blockers: ModelBlocker[] }>;

const european = ['DE', 'FR', 'GR'];
const groups: Record<string, string[]> = { eu: european };

/** Where a person's region puts a purpose: the nearest of the jurisdictions its bases name. */
function nearest(region: string, names: string[], world: TallyWorld): string | undefined {
  if (region === 'ZZ') return undefined;
  const area = Object.entries(world.areas).find(([, regions]) => regions.includes(region))?.[0];
  return [region, area, ...Object.keys(groups).filter((name) => groups[name]?.includes(region)), ...(area === undefined ? ['elsewhere'] : [])].find((name) => name !== undefined && names.includes(name));
}

/** Per basis of the person's jurisdiction whether it holds; none where the sharing must not go ahead whatever the basis. */
export function holdsFor(world: TallyWorld, subject: string, asOf: bigint, purpose: string, register: ModelRegister): { jurisdiction: string; region: string; holds: boolean[] } | null {
  const own = { ...world, events: world.events.filter((event) => event.subject === subject && event.micros < asOf) };
  const last = own.events.toSorted((a, b) => (a.micros < b.micros ? -1 : a.micros > b.micros ? 1 : Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)))).at(-1);
  if (!last) return null;
  const { record, blockers } = register.get(purpose) ?? { record: null, blockers: [] };
  const bases = record?.bases ?? [];
  const jurisdiction = nearest(last.region, bases.map((basis) => basis.jurisdiction), world);
  if (jurisdiction === undefined) return null;
  const stands = standingsAt(own, asOf).map((line) => JSON.parse(line.slice(0, line.lastIndexOf(' '))) as [string, string, string, string]);
  const is = (standing: string) => stands.some(([named, , one]) => one === standing && named === purpose);
  const isClosed = stands.some(([, , standing]) => standing === 'closed');
  const isBlocked = blockers.some((blocker) => blocker.jurisdiction === null || blocker.jurisdiction === jurisdiction);
  const holds = bases.filter((basis) => basis.jurisdiction === jurisdiction).map(({ basis, legalReference }) => {
    if (isBlocked || isClosed) return false;
    if (basis === 'consent' || basis === 'lgpd_consent') return is('consented');
    if (basis === 'contract' || basis === 'lgpd_contract') return is('terms_accepted');
    if (['legal_obligation', 'vital_interests', 'lgpd_legal_obligation', 'lgpd_life', 'lgpd_legal_proceedings'].includes(basis)) return true;
    if (basis === 'not_stated' || (basis === 'local_law' && legalReference === '')) return false;
    return is('shown');
  });
  return { jurisdiction, region: last.region, holds };
}
