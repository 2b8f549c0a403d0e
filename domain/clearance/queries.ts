import type pg from 'pg';
import { type Actor, can, permit } from '@/domain/access/permissions';
import { type Campaign, getCampaign, listNotices } from '@/domain/campaigns/queries';
import { type ClearanceRow, type ClearingPurpose, type Standings, clearanceOf, noStandings } from '@/domain/clearance/clear';
import { type Clock, systemClock } from '@/domain/clock';
import { openBlockers } from '@/domain/findings/blocker-queries';
import { readRegister } from '@/domain/purposes/queries';
import { endOfDay, momentOf } from '@/domain/uptake/moment-queries';
import { readPopulation } from '@/domain/uptake/population-queries';
import { type StandingCount, readStandingDays, readStandings } from '@/domain/uptake/tally-queries';
import { connection, snapshot } from '@/db/client';

export type ClearanceQuestion = { campaign: string; asOf?: Date; /** The end of this day in the campaign's zone, instead of `asOf`; never later than now. */ endOfDay?: string; purpose?: string };
/** `exact` false: people are not counted out for this reader, every number is withheld. `blockersAt` is when blockers were read: always now. */
export type ClearanceView = { campaign: Campaign; asOf: Date; blockersAt: Date; exact: boolean; rows: ClearanceRow[] };
export type ClearanceDay = { day: string; purpose: string; jurisdiction: string; basis: ClearanceRow['basis']; held: number | null };

/** Standings by purpose and region. */
function byPurpose(counts: readonly StandingCount[]): Map<string, Map<string, Standings>> {
  const found = new Map<string, Map<string, Standings>>();
  for (const { purpose, region, standing, people } of counts) {
    const own = found.get(purpose) ?? new Map<string, Standings>();
    found.set(purpose, own);
    const standings = own.get(region) ?? noStandings();
    own.set(region, standings);
    standings[standing] += people;
  }
  return found;
}

type Ground = { campaign: Campaign; asOf: Date; now: Date; clearing: ClearingPurpose[]; blockers: Awaited<ReturnType<typeof openBlockers>> };

async function readGround(actor: Actor, client: pg.ClientBase, question: ClearanceQuestion, now: Date): Promise<Ground> {
  const campaign = await getCampaign(actor, question.campaign);
  const end = question.endOfDay === undefined ? (question.asOf ?? now) : await endOfDay(client, campaign.zone, question.endOfDay);
  const asOf = question.endOfDay !== undefined && end > now ? now : end;
  const carried = (await listNotices(actor, question.campaign)).flatMap((notice) => notice.purposes);
  const named = await client.query<{ purposes: string }>(`select purposes from acts where campaign_id = $1 and purposes <> ''`, [campaign.id]);
  const all = [...new Set([...carried, ...named.rows.flatMap((row) => Object.keys(JSON.parse(row.purposes) as Record<string, boolean>))])].sort();
  const keys = question.purpose === undefined ? all : all.filter((key) => key === question.purpose);
  if (keys.length === 0) return { campaign, asOf, now, clearing: [], blockers: new Map() };
  const register = new Map((await readRegister(actor, { asOf, knownAt: now, inForce: true, keys })).filter(({ status }) => status !== 'ended').map((entry) => [entry.key, entry.record]));
  const entered = await client.query<{ key: string; title: string }>('select key, title from purposes where key = any($1::text[])', [keys]);
  const titles = new Map(entered.rows.map(({ key, title }) => [key, title]));
  const clearing = keys.map((key) => ({ key, title: register.get(key)?.title ?? titles.get(key) ?? key, record: register.get(key) ?? null }));
  return { campaign, asOf, now, clearing, blockers: await openBlockers(actor, { only: keys, now }) };
}

/**
 * The clearance of every sharing a campaign's texts or answers name: per purpose, jurisdiction and basis, in total and per region, as of an
 * instant, by the approved register in force then and the blockers open now. Exact for who may see exact numbers; from others every number of
 * people is withheld. Throws `missing` for an unknown campaign, `unavailable` while its tallies are being counted.
 */
export async function readClearance(actor: Actor, question: ClearanceQuestion, clock: Clock = systemClock): Promise<ClearanceView> {
  permit(actor, 'uptake:read');
  const now = clock();
  return snapshot(async (client) => {
    const { campaign, asOf, clearing, blockers } = await readGround(actor, client, question, now);
    const standings = byPurpose(await readStandings(client, campaign, await momentOf(client, campaign.zone, asOf), null));
    const population = (await readPopulation(client, campaign.id, now)).at(asOf, ['region']);
    const rows = clearanceOf({ purposes: clearing, areas: campaign.areas, blockers, standings, population, eventsDeleted: campaign.eventsDeletedAt !== null });
    const exact = can(actor, 'uptake:exact');
    return { campaign, asOf, blockersAt: now, exact, rows: exact ? rows : rows.map(withheld) };
  });
}

/**
 * For how many the bases of the register in force at `asOf` held at the end of each day on which that changed, oldest first, the last cut at `asOf`;
 * people in scope as of each day. Blockers are no history and are left out. Empty for who may not see exact numbers.
 */
export async function readClearanceDays(actor: Actor, question: ClearanceQuestion, clock: Clock = systemClock): Promise<ClearanceDay[]> {
  permit(actor, 'uptake:read');
  if (!can(actor, 'uptake:exact')) return [];
  const now = clock();
  return snapshot(async (client) => {
    const { campaign, asOf, clearing } = await readGround(actor, client, question, now);
    const people = await readPopulation(client, campaign.id, now);
    const days: ClearanceDay[] = [];
    for (const { day, standings } of await readStandingDays(client, campaign, await momentOf(client, campaign.zone, asOf), null)) {
      const end = await endOfDay(client, campaign.zone, day);
      const population = people.at(end < asOf ? end : asOf, ['region']);
      const rows = clearanceOf({ purposes: clearing, areas: campaign.areas, blockers: new Map(), standings: byPurpose(standings), population, eventsDeleted: false });
      days.push(...rows.map(({ purpose, jurisdiction, basis, held }) => ({ day, purpose, jurisdiction, basis, held })));
    }
    return days;
  });
}

/** A row without any number of people. */
function withheld(row: ClearanceRow): ClearanceRow {
  const none = { population: null, standings: noStandings(), held: null, cleared: null, mustNot: null };
  return { ...row, ...none, regions: [] };
}

/** In which campaigns a purpose's clearance can be asked for: those whose texts carry it, newest first. */
export async function campaignsOfPurpose(actor: Actor, purpose: string): Promise<{ key: string; title: string }[]> {
  permit(actor, 'campaigns:read');
  const { pool } = await connection();
  const found = await pool.query<{ key: string; title: string }>(
    'select c.key, c.title from campaigns c where exists (select 1 from notices n where n.campaign_id = c.id and $1 = any(n.purposes)) order by c.announced_at desc, c.id desc', [purpose],
  );
  return found.rows;
}
