import type pg from 'pg';
import type { CarryingCampaign, KeptTable, NoticeFacts } from '@/domain/findings/purpose-facts';
import { type FirstDays, readFirstDays } from '@/domain/findings/sql/read-first-days';
import type { TransparencyRow } from '@/domain/purposes/transparency';

/** What carries purposes to people: notices that name them, in the text or beside it, and the campaigns of these. */
export type Carriers = {
  /** Of a purpose: its notices by publication, campaign and id; its campaigns by key; the regions of their areas. */
  of(purpose: string): { notices: NoticeFacts[]; campaigns: CarryingCampaign[]; areas: ReadonlyMap<string, readonly string[]> };
};

type NoticeRow = { campaign_id: number; campaign: string; id: string; nature: NoticeFacts['nature']; area: string | null; locale: string; published_at: Date; sha256: string; text: string | null; purposes: string[]; passages: { purpose: string; start: number; end: number }[] };
type CampaignRow = { id: number; key: string; zone: string; tallied: boolean; limited: boolean; mandatory: boolean; consequence: string; announced_at: Date; areas: Record<string, string[]>; locales: string[] };
type TableRow = { campaign_id: number; notice_id: string; jurisdiction: string; language: KeptTable['language']; recorded_at: Date; rows: TransparencyRow[] };

/** Reads the carriers of some purposes, of all where `only` is null: three queries and a few for each campaign, whatever the number of purposes. */
export async function readCarriers(client: pg.ClientBase, only: readonly string[] | null, now: Date): Promise<Carriers> {
  const notices = await client.query<NoticeRow>(
    `with passages as (
       select l.campaign_id, l.notice_id, jsonb_agg(jsonb_build_object('purpose', l.purpose_key, 'start', l.start, 'end', l."end") order by l.start, l.purpose_key, l.id) as linked
       from notice_passages l where l.unlinked_at is null and ($1::text[] is null or l.purpose_key = any($1)) group by 1, 2
     )
     select n.campaign_id, c.key as campaign, n.id, n.legal_nature as nature, n.area, n.locale, n.published_at, n.sha256, n.text, n.purposes, coalesce(p.linked, '[]') as passages
     from notices n join campaigns c on c.id = n.campaign_id left join passages p on p.campaign_id = n.campaign_id and p.notice_id = n.id
     where p.linked is not null or ($1::text[] is null and n.purposes <> '{}') or n.purposes && $1 order by n.published_at, c.key, n.id`,
    [only],
  );
  const ids = [...new Set(notices.rows.map(({ campaign_id }) => campaign_id))];
  const campaigns = await client.query<CampaignRow>(
    `select c.id, c.key, c.zone, c.tallied, c.mandatory, c.consequence, c.announced_at,
       exists (select 1 from campaign_limitations l where l.campaign_id = c.id and l.in_use and l.at <= $2) as limited,
       coalesce((select jsonb_object_agg(area, regions) from (select area, jsonb_agg(region order by region) as regions from campaign_areas a where a.campaign_id = c.id group by area) g), '{}') as areas,
       array(select locale from population p where p.campaign_id = c.id and locale <> '' union select word from words w where w.campaign_id = c.id and kind = 'locale' order by 1) as locales
     from campaigns c where c.id = any($1) order by c.key`,
    [ids, now],
  );
  const tables = await client.query<TableRow>(
    `select distinct on (campaign_id, notice_id, jurisdiction, language) campaign_id, notice_id, jurisdiction, language, recorded_at, rows from transparency_tables
     where campaign_id = any($1) order by campaign_id, notice_id, jurisdiction, language, recorded_at desc, id desc`,
    [ids],
  );
  return carriers(notices.rows, campaigns.rows, tables.rows, await readFirstDays(client, campaigns.rows, now));
}

function carriers(notices: NoticeRow[], campaigns: CampaignRow[], tables: TableRow[], firstDay: FirstDays): Carriers {
  const byPurpose = grouped(notices.flatMap((notice) => [...new Set([...notice.purposes, ...notice.passages.map((passage) => passage.purpose)])].map((purpose) => [purpose, notice] as const)));
  const byNotice = grouped(tables.map((table) => [`${table.campaign_id} ${table.notice_id}`, table] as const));
  const noticeFacts = (notice: NoticeRow, purpose: string): NoticeFacts => ({
    campaign: notice.campaign, id: notice.id, nature: notice.nature, area: notice.area, locale: notice.locale, publishedAt: notice.published_at, sha256: notice.sha256, text: notice.text, firstDisplayed: startOf(firstDay(notice.campaign_id, purpose, notice.id)),
    passages: notice.passages.filter((passage) => passage.purpose === purpose).map(({ start, end }) => (notice.text ?? '').slice(start, end)),
    tables: (byNotice.get(`${notice.campaign_id} ${notice.id}`) ?? []).map(({ jurisdiction, language, recorded_at: recordedAt, rows }) => ({ jurisdiction, language, recordedAt, rows: rows.filter(({ key }) => key === purpose) })),
  });
  return {
    of(purpose) {
      const named = byPurpose.get(purpose) ?? [];
      const carrying = campaigns.filter(({ id }) => named.some(({ campaign_id }) => campaign_id === id));
      return {
        notices: named.map((notice) => noticeFacts(notice, purpose)),
        campaigns: carrying.map(({ id, key, mandatory, consequence, announced_at: announcedAt, locales, limited }) => {
          const [firstDisplayedDay = null] = named.filter(({ campaign_id }) => campaign_id === id).map((notice) => firstDay(id, purpose, notice.id)).filter((day) => day !== null).sort();
          // Of what a text threatens only people can tell the kind; that functions were limited is on record.
          return { key, mandatory, consequence, announcedAt, locales, refusal: limited ? 'limited' : 'not_stated', firstDisplayedDay };
        }),
        areas: new Map(carrying.flatMap(({ areas }) => Object.entries(areas))),
      };
    },
  };
}

/** The beginning of a day, for what is known to the day. */
const startOf = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`));

function grouped<Value>(entries: (readonly [string, Value])[]): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const [key, value] of entries) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
