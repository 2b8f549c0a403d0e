import type pg from 'pg';
import type { StateInForce } from '@/domain/purposes/states';
import { storedRecord } from '@/domain/purposes/stored-record';

/** Every approved version of some purposes, of all where `only` is null, with the instant since when it was in force, oldest first. */
export async function statesInForce(asker: pg.Pool | pg.ClientBase, only: readonly string[] | null, now: Date): Promise<Map<string, StateInForce[]>> {
  const found = await asker.query<{ purpose: string; version: number; record: unknown; from: Date }>(
    `select v.purpose_key as purpose, v.version, v.record, greatest(v.valid_from, min(s.recorded_at)) as from
     from purpose_versions v join purpose_steps s on s.purpose_key = v.purpose_key and s.version = v.version and s.step = 'approved' and s.recorded_at <= $2
     where $1::text[] is null or v.purpose_key = any($1) group by v.purpose_key, v.version order by v.purpose_key, 4, v.version`,
    [only, now],
  );
  const states = new Map<string, StateInForce[]>();
  for (const { purpose, version, record, from } of found.rows) states.set(purpose, [...(states.get(purpose) ?? []), { version, record: storedRecord(record), from }]);
  return states;
}
