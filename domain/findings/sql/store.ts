import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Changes, Stored } from '@/domain/findings/compare';
import type { Finding } from '@/domain/findings/judge';
import type { FindingStep, RuleObject } from '@/domain/findings/vocabulary';

const lockKey = 7_264_013;

/** One judgement at a time, and none while a person acts on a finding. Held until the transaction ends; taken before the log's lock. */
export const lockFindings = (client: pg.ClientBase) => client.query('select pg_advisory_xact_lock($1::bigint)', [lockKey]);

/** What is written down about objects of a kind; `only` null: about all of them. */
export async function storedFindings(client: pg.ClientBase, type: RuleObject, only: readonly string[] | null): Promise<Stored[]> {
  const found = await client.query<Stored>(
    `select id, severity, jurisdiction, "values", places, pack, status, overridden_until::text as "overriddenUntil" from findings
     where object_type = $1 and ($2::text[] is null or object_id = any($2)) order by id`,
    [type, only],
  );
  return found.rows;
}

const asRows = (findings: readonly Finding[]) => JSON.stringify(findings.map(({ type, object, ...rest }) => ({ ...rest, object_type: type, object_id: object })));
const recordset = `jsonb_to_recordset($1::jsonb) as r(id text, rule text, object_type text, object_id text, about text, draft boolean, jurisdiction text, severity text, "values" jsonb, places jsonb)`;

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
/** A value in COPY's text format; objects as JSON. */
const field = (value: unknown) => (value === null ? '\\N' : (typeof value === 'string' ? value : JSON.stringify(value)).replace(/[\\\t\n\r]/g, (char) => escapes[char] ?? char));

/** Rows as text, some at a time, so that the database takes in the first while the rest are being written. */
function* pieces(rows: readonly (readonly unknown[])[]): Generator<string> {
  for (let at = 0; at < rows.length; at += 1_000) yield rows.slice(at, at + 1_000).map((row) => `${row.map(field).join('\t')}\n`).join('');
}

const copyInto = (client: pg.ClientBase, target: string, rows: readonly (readonly unknown[])[]) => pipeline(Readable.from(pieces(rows)), client.query(copyFrom(`copy ${target} from stdin`)));

/** Writes what a judgement changed, with a step for each change that is one. `illustrative` are the objects whose findings are. */
export async function writeChanges(client: pg.ClientBase, changes: Changes, { pack, now, illustrative }: { pack: string; now: Date; illustrative: ReadonlySet<string> }): Promise<void> {
  const { opened, cameBack, worsened, changed, overrideEnded, resolved } = changes;
  if (opened.length > 0) {
    const columns = 'id, rule, object_type, object_id, about, draft, jurisdiction, severity, "values", places, pack, status, first_seen, since, illustrative';
    // In the order of the key, which the indexes take fastest.
    const inOrder = opened.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const at = now.toISOString();
    await copyInto(client, `findings (${columns})`, inOrder.map((one) => [one.id, one.rule, one.type, one.object, one.about, one.draft, one.jurisdiction, one.severity, one.values, one.places, pack, 'open', at, at, illustrative.has(one.object)]));
    await copyInto(client, 'finding_steps (finding, step, severity, pack, recorded_at)', inOrder.map(({ id, severity }) => [id, 'opened', severity, pack, at]));
  }
  const kept = [...cameBack, ...worsened, ...changed, ...overrideEnded];
  if (kept.length > 0) {
    await client.query(
      `update findings f set severity = r.severity, jurisdiction = r.jurisdiction, "values" = r."values", places = r.places, pack = $2 from ${recordset} where f.id = r.id`,
      [asRows(kept), pack],
    );
  }
  const reopened = [...cameBack, ...worsened, ...overrideEnded].map(({ id }) => id);
  if (reopened.length > 0) await client.query(`update findings set status = 'open', overridden_until = null, since = case when status = 'resolved' then $2 else since end, came_back = came_back or status = 'resolved', resolved_at = null where id = any($1)`, [reopened, now]);
  if (resolved.length > 0) await client.query(`update findings set status = 'resolved', resolved_at = $2, overridden_until = null where id = any($1)`, [resolved, now]);
  for (const [step, findings] of [['resolved', resolved], ['came_back', cameBack], ['worsened', worsened], ['override_ended', overrideEnded]] as const) {
    await writeSteps(client, step, findings.map((one) => (typeof one === 'string' ? one : one.id)), now);
  }
}

/** Appends a step that the facts took to each of these findings, with the severity and pack they now have. */
async function writeSteps(client: pg.ClientBase, step: FindingStep, findings: readonly string[], now: Date): Promise<void> {
  if (findings.length === 0) return;
  await client.query(
    `insert into finding_steps (finding, step, severity, pack, recorded_at)
     select f.id, $2, f.severity, f.pack, $3 from unnest($1::text[]) with ordinality w(id, n) join findings f on f.id = w.id order by w.n`,
    [findings, step, now],
  );
}
