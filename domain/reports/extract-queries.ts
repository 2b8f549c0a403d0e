import type pg from 'pg';
import { type Actor, permit } from '@/domain/access/permissions';
import { getCampaign } from '@/domain/campaigns/queries';
import { type EventSource, eventRows } from '@/domain/reports/event-rows';
import type { ExtractData } from '@/domain/reports/event-extract';
import type { CampaignRequest } from '@/domain/reports/input-queries';
import type { RowStream } from '@/domain/reports/document';
import { EntryCursor } from '@/domain/uptake/engine/entry-cursor';
import { timelinePages } from '@/domain/uptake/sql/timelines';
import { Words } from '@/domain/uptake/sql/words';

export type ExtractRequest = CampaignRequest & { from: Date | null; zone: string | null };

/**
 * Every standing event of a campaign in [`from`, `asOf`) that was recorded by `knownAt`, pseudonymous, in the filters. Rows are read from the client's one
 * snapshot each time they are asked for and never held; the client must stay open until they were. Counted once, here.
 */
export async function readExtract(actor: Actor, client: pg.ClientBase, request: ExtractRequest): Promise<{ data: ExtractData; stream: RowStream }> {
  permit(actor, 'uptake:exact');
  const campaign = await getCampaign(actor, request.campaign);
  const words = await new Words(campaign.id).load(client);
  const origins = await readOrigins(client, campaign.id, request.knownAt);
  const isAsked = asked(words, request, origins);
  const timelines = () => timelinePages(client, campaign.id);
  const unknown = { recordedAt: new Date(0), batch: null };
  const source: EventSource = { count: 0, timelines, isAsked, cell: (number) => words.cell(number), act: (number) => words.act(number), origin: (segment) => origins.get(segment) ?? unknown };
  const people = { subjects: 0, events: 0 };
  for await (const page of timelines()) {
    for (const { entries } of page) {
      const before = people.events;
      for (const entry = new EntryCursor(entries); entry.next(); ) if (isAsked(entry)) people.events += 1;
      if (people.events > before) people.subjects += 1;
    }
  }
  const { language, filters, from, asOf, knownAt } = request;
  return {
    data: {
      type: 'event_extract', language, campaign: campaign.key, title: campaign.title, zone: request.zone ?? campaign.zone, illustrative: campaign.illustrative, as_of: asOf.toISOString(), known_at: knownAt.toISOString(), from: from?.toISOString() ?? null,
      filters: Object.fromEntries(Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined)), events_deleted_at: campaign.eventsDeletedAt?.toISOString() ?? null, ...people,
    },
    stream: eventRows({ ...source, count: people.events }),
  };
}

function asked(words: Words, { from, asOf, filters }: ExtractRequest, origins: Map<number, Origin>): EventSource['isAsked'] {
  const [after, before] = [from === null ? -Infinity : from.getTime() * 1000, asOf.getTime() * 1000];
  const { region, platform, channel } = filters;
  const isFiltered = [region, platform, channel].some((value) => value !== undefined);
  const places = new Map<number, boolean>();
  const isInside = (cell: number): boolean => {
    const known = places.get(cell);
    if (known !== undefined) return known;
    const place = words.cell(cell);
    const inside = (region ?? place.region) === place.region && (platform ?? place.platform) === place.platform && (channel ?? place.channel) === place.channel;
    places.set(cell, inside);
    return inside;
  };
  return ({ at, cell, segment }) => at >= after && at < before && origins.has(segment) && (!isFiltered || isInside(cell));
}

type Origin = { recordedAt: Date; batch: number };

async function readOrigins(client: pg.ClientBase, campaignId: number, knownAt: Date): Promise<Map<number, Origin>> {
  const found = await client.query<{ id: string; number: number; recorded_at: Date }>(
    'select s.id, s.recorded_at, b.number from segments s join batches b on b.id = s.batch_id where s.campaign_id = $1 and s.recorded_at <= $2', [campaignId, knownAt],
  );
  return new Map(found.rows.map((row) => [Number(row.id), { batch: row.number, recordedAt: row.recorded_at }]));
}
