import type pg from 'pg';

/**
 * What an event weighs in its subject's timeline: (tier, instant, rank, id) as one text that compares by bytes, then what it says.
 * Microseconds are shifted so that every year from 1 to 9999 has 18 digits; ids hold no control characters, so chr(1) ends them.
 */
const weight = `(tier::text || ((extract(epoch from occurred_at) * 1000000)::bigint + 400000000000000000)::text || rank::text || id || chr(1) || type || chr(1) || proven::text) collate "C"`;
const decided = `replace(split_part(deciding, chr(1), 2), 'account_closed', 'closed')`;

/**
 * The effect of a change of the event set on the day-end cells: (timelines after) − (timelines before), in one statement.
 * `sides` selects the events concerned once with sign 1 as they are after and once with sign −1 as they were before; the rows
 * that come out are what the rollup must be added. Order of events inside a timeline is contract section 2.
 */
const cells = `
  running as (
    select sign, subject, day, region, platform, channel, app_version, locale, occurred_at, max(weight) over timeline as deciding,
      lead(day) over timeline as next_day, lead(occurred_at) over timeline as next_at, bool_or(tier in (1, 2)) over timeline as touched
    from (select *, ${weight} as weight from sides) s
    window timeline as (partition by sign, subject order by occurred_at, id rows unbounded preceding)
  ),
  cells as (
    select sign, subject, day, region, platform, channel, app_version, locale, ${decided} as state,
      touched or ${decided} in ('accepted', 'declined') as opened, split_part(deciding, chr(1), 3) = 'false' as unproven
    from running where next_day is distinct from day
  )`;

const changed = `(region, platform, channel, app_version, locale, state, opened, unproven)
        is distinct from (was_region, was_platform, was_channel, was_app_version, was_locale, was_state, was_opened, was_unproven)`;

const moves = `
  neighbours as (
    select c.*, lag(region) over steps as was_region, lag(platform) over steps as was_platform, lag(channel) over steps as was_channel,
      lag(app_version) over steps as was_app_version, lag(locale) over steps as was_locale, lag(state) over steps as was_state,
      lag(opened) over steps as was_opened, lag(unproven) over steps as was_unproven
    from cells c window steps as (partition by sign, subject order by day)
  ),
  moves as (
    select day, region, platform, channel, app_version, locale, state, opened, unproven, sum(sign) as n from (
      select sign, day, region, platform, channel, app_version, locale, state, opened, unproven from neighbours where ${changed}
      union all
      select -sign, day, was_region, was_platform, was_channel, was_app_version, was_locale, was_state, was_opened, was_unproven
      from neighbours where was_state is not null and ${changed}
    ) m group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(sign) <> 0
  ),
  deltas as (
    select g.grain, day, g.region, g.platform, g.channel, g.app_version, g.locale, state, opened, unproven, sum(n)::bigint as n
    from moves cross join lateral (values
      ('total', '', '', '', '', ''),
      ('region', moves.region, '', '', '', ''),
      ('platform', '', moves.platform, '', '', ''),
      ('channel', '', '', moves.channel, '', ''),
      ('place', moves.region, moves.platform, moves.channel, '', ''),
      ('version', '', moves.platform, '', moves.app_version, ''),
      ('locale', '', '', '', '', moves.locale)
    ) g(grain, region, platform, channel, app_version, locale)
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(n) <> 0
  )`;

/* Marks and windows instead of an anti-join: a planner without statistics would take nested loops for it. */
const late = `
  passed as (select id, at, (at at time zone $2)::date as day from deadlines where campaign_id = $1),
  late_marks as (
    select c.sign, c.subject, p.id as deadline_id, c.day, c.region, c.state = 'accepted' as late, false as in_time from cells c join passed p on c.day >= p.day
    union all
    select r.sign, r.subject, p.id, null, null, null, true
    from running r join passed p on r.occurred_at < p.at and (r.next_at is null or r.next_at >= p.at) where ${decided} = 'accepted'
  ),
  late_cells as (
    select * from (select *, bool_or(in_time) over (partition by sign, subject, deadline_id) as by_then from late_marks) m where not by_then
  ),
  late_steps as (
    select l.*, lag(region) over s as was_region, coalesce(lag(late) over s, false) as was_late
    from late_cells l window s as (partition by sign, subject, deadline_id order by day)
  ),
  late_deltas as (
    select deadline_id, day, region, sum(n)::bigint as n from (
      select deadline_id, day, region, sign as n from late_steps where late
      union all
      select deadline_id, day, was_region, -sign from late_steps where was_late
    ) x group by 1, 2, 3 having sum(n) <> 0
  )`;

/** The columns of `sides` from an events row `e`: $1 is the campaign's id, $2 its zone. */
export const sideColumns = `e.subject, e.id, e.type, e.occurred_at, e.region, e.platform, e.channel, e.app_version, e.locale, e.proven,
  (e.occurred_at at time zone $2)::date as day,
  case when e.type in ('accepted', 'declined', 'withdrawn', 'objected', 'account_closed') then 3 when e.type in ('dismissed', 'deferred') then 2 when e.type = 'displayed' then 1 else 0 end as tier,
  case e.type when 'account_closed' then 5 when 'objected' then 4 when 'withdrawn' then 3 when 'declined' then 2 when 'accepted' then 1 when 'dismissed' then 2 when 'deferred' then 1 else 0 end as rank`;

/** `deltas` as a query: the rows a rollup would hold for these sides, for reading without a rollup. */
export const selectDeltas = (sides: string) => `with sides as (${sides}), ${cells}, ${moves} select * from deltas`;
export const selectLateDeltas = (sides: string) => `with sides as (${sides}), ${cells}, ${late} select * from late_deltas`;

/** Adds the effect of `sides` to both rollups, keys in order so that writers cannot deadlock. $1 campaign, $2 zone, more as `sides` needs. */
export async function applyDeltas(client: pg.ClientBase, sides: string, parameters: unknown[]): Promise<void> {
  await client.query(
    `with sides as materialized (${sides}), ${cells}, ${moves}, ${late},
      late_written as (
        insert into rollup_late as r (campaign_id, deadline_id, day, region, n)
        select $1, deadline_id, day, region, n from late_deltas order by 2, 3, 4
        on conflict (campaign_id, deadline_id, day, region) do update set n = r.n + excluded.n
      )
    insert into rollup as r (campaign_id, grain, day, region, platform, channel, app_version, locale, state, opened, unproven, n)
    select $1, grain, day, region, platform, channel, app_version, locale, state, opened, unproven, n from deltas order by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    on conflict (campaign_id, grain, day, region, platform, channel, app_version, locale, state, opened, unproven) do update set n = r.n + excluded.n`,
    parameters,
  );
}

/** Judges every event of the campaign against its notices again and makes both rollups from nothing. Runs in the caller's transaction. */
export async function rebuild(client: pg.ClientBase, campaign: { id: number; zone: string }): Promise<void> {
  await lockCampaign(client, campaign.id);
  await client.query(
    `update events e set counts = j.counts, proven = j.proven
     from events o cross join lateral (${judgement('o')}) j
     where e.campaign_id = $1 and o.campaign_id = e.campaign_id and o.subject = e.subject and o.id = e.id and (e.counts, e.proven) <> (j.counts, j.proven)`,
    [campaign.id],
  );
  await client.query('delete from rollup where campaign_id = $1', [campaign.id]);
  await client.query('delete from rollup_late where campaign_id = $1', [campaign.id]);
  await applyDeltas(client, `select 1 as sign, ${sideColumns} from events e where e.campaign_id = $1 and e.counts`, [campaign.id, campaign.zone]);
}

/**
 * Whether an event counts and whether it is proven: its notice is known, holds its region and was published by then (contract
 * section 2). A withdrawal or objection that names purposes is about those alone.
 */
export const judgement = (row: string, known = '') => `
  select (not coalesce(bool_or(true), false) or bool_or(n.legal_nature = any(c.counts_on)))
      and not (${row}.type in ('withdrawn', 'objected') and coalesce(${row}.purposes, '{}') <> '{}') as counts,
    coalesce(bool_or(true), false) as proven
  from notices n join campaigns c on c.id = n.campaign_id
  where n.campaign_id = ${row}.campaign_id and (n.sha256 = ${row}.notice or n.id = ${row}.notice) and n.published_at <= ${row}.occurred_at ${known}
    and coalesce(n.area, '') = coalesce((select a.area from campaign_areas a where a.campaign_id = ${row}.campaign_id and a.region = ${row}.region), '')`;

/** One writer of a campaign's rollups at a time; held to the end of the transaction. */
export async function lockCampaign(client: pg.ClientBase, campaignId: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock(7264012, $1)', [campaignId]);
}
