import type pg from 'pg';
import type { ApprovedVersion } from '@/domain/findings/purpose-facts';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import { storedRecord } from '@/domain/purposes/stored-record';

/** A version of a purpose to be judged: the one in force, or a draft beside it. */
export type JudgedVersion = { key: string; version: number; draft: boolean; record: PurposeRecord; previous: ApprovedVersion | null; illustrative: boolean };

type Row = { key: string; illustrative: boolean; version: number; draft: boolean; record: unknown; before: number | null; before_record: unknown; before_at: Date | null };

/**
 * The versions to be judged of some purposes, of all where `only` is null, in order of key, the one in force before the draft: of the approved
 * ones valid by `now` the one valid since last (as in purposes/standing.ts), and the latest where it is another. An ended purpose has none.
 * One query.
 */
export async function readVersions(client: pg.ClientBase, only: readonly string[] | null, now: Date): Promise<JudgedVersion[]> {
  const found = await client.query<Row>(
    `with approved as (
       select s.purpose_key, s.version, min(s.recorded_at) as at from purpose_steps s where s.step = 'approved' and ($1::text[] is null or s.purpose_key = any($1)) group by 1, 2
     ), ended as (
       select distinct on (purpose_key) purpose_key, effective_from from purpose_steps where step = 'ended' and ($1::text[] is null or purpose_key = any($1)) order by purpose_key, recorded_at desc, id desc
     ), standing as (
       select p.* from purposes p left join ended e on e.purpose_key = p.key where ($1::text[] is null or p.key = any($1)) and not (p.status = 'ended' and coalesce(e.effective_from, $2) <= $2)
     ), in_force as (
       select distinct on (v.purpose_key) v.purpose_key, v.version from approved a join purpose_versions v on v.purpose_key = a.purpose_key and v.version = a.version
       where v.valid_from <= $2 order by v.purpose_key, v.valid_from desc, v.version desc
     ), judged as (
       select p.key, p.illustrative, f.version, false as draft from standing p join in_force f on f.purpose_key = p.key
       union all select p.key, p.illustrative, p.version, true from standing p left join in_force f on f.purpose_key = p.key where p.status <> 'ended' and f.version is distinct from p.version
     )
     select j.*, v.record, b.version as before, b.at as before_at, w.record as before_record
     from judged j join purpose_versions v on v.purpose_key = j.key and v.version = j.version
     left join lateral (select a.version, a.at from approved a where a.purpose_key = j.key and a.version < j.version order by a.version desc limit 1) b on true
     left join purpose_versions w on w.purpose_key = j.key and w.version = b.version
     order by j.key, j.draft`,
    [only, now],
  );
  return found.rows.map(({ key, illustrative, version, draft, record, before, before_at: at, before_record: earlier }) => ({
    key, illustrative, version, draft, record: storedRecord(record),
    previous: before === null || at === null ? null : { version: before, record: storedRecord(earlier), approvedAt: at, approvedDay: at.toISOString().slice(0, 10) },
  }));
}
