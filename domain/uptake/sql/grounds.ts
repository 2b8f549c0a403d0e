import { DomainError } from '@/domain/errors';
import { type Grounds, mostDeadlines } from '@/domain/uptake/engine/facts';
import type { Asker } from '@/domain/uptake/sql/locks';

type Row = {
  counts_on: string[];
  notices: { id: string; sha256: string; nature: string; area: string | null; at: number; purposes: string[] }[] | null;
  areas: [string, string][] | null;
  deadlines: { ordinal: number; at: number }[] | null;
  joiner_days: number | null;
  has_erased: boolean;
  events_deleted: boolean;
  tallied: boolean;
};

/** What a campaign's events are judged by, whether some of its subjects, or all its events, are gone for good, and whether its tallies are kept (false until the worker has counted what came before there were any). */
export type CampaignGrounds = Grounds & { hasErased: boolean; eventsDeleted: boolean; tallied: boolean };

/** A joiner's days are 24 hours each: what they have is a span, not a date. */
const dayMicros = 86_400_000_000;
const micros = (column: string) => `(extract(epoch from ${column}) * 1000000)::bigint`;

/** What a campaign's events are judged by, as recorded now. */
export async function readGrounds(asker: Asker, campaignId: number): Promise<CampaignGrounds> {
  const found = await asker.query<Row>(
    `select counts_on, joiner_days,
       (select json_agg(json_build_object('id', id, 'sha256', sha256, 'nature', legal_nature, 'area', area, 'at', ${micros('published_at')}, 'purposes', purposes)) from notices where campaign_id = c.id) as notices,
       (select json_agg(json_build_array(region, area)) from campaign_areas where campaign_id = c.id) as areas,
       (select json_agg(json_build_object('ordinal', ordinal, 'at', ${micros('at')}) order by ordinal) from deadlines where campaign_id = c.id) as deadlines,
       exists (select 1 from tombstones where campaign_id = c.id) as has_erased, events_deleted_at is not null as events_deleted, tallied
     from campaigns c where id = $1`,
    [campaignId],
  );
  const row = found.rows[0];
  const deadlines = row?.deadlines ?? [];
  if (deadlines.length > mostDeadlines) throw new DomainError('invalid', `A campaign has at most ${mostDeadlines} deadline entries.`);
  return {
    countsOn: row?.counts_on ?? [],
    notices: (row?.notices ?? []).map(({ at, ...notice }) => ({ ...notice, publishedAt: at })),
    areas: new Map(row?.areas ?? []),
    deadlines,
    joinerMicros: row?.joiner_days ? row.joiner_days * dayMicros : null,
    hasErased: row?.has_erased ?? false,
    eventsDeleted: row?.events_deleted ?? false,
    tallied: row?.tallied ?? true,
  };
}
