import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Changes, Stored } from '@/domain/findings/compare';
import type { Finding } from '@/domain/findings/judge';
import type { LaterStep, RuleObject } from '@/domain/findings/vocabulary';

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

const asRows = (findings: readonly Finding[]) => JSON.stringify(findings.map(({ id, jurisdiction, severity, values, places }) => ({ id, jurisdiction, severity, values, places })));
const recordset = `json_to_recordset($1::json) as r(id text, jurisdiction text, severity text, "values" json, places json)`;

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
/** A text in COPY's text format. */
const field = (text: string) => text.replace(/[\\\t\n\r]/g, (char) => escapes[char] ?? char);
/** A value as JSON in COPY's text format: of what has to be escaped, JSON leaves the backslash alone. */
const json = (value: unknown) => JSON.stringify(value).replaceAll('\\', '\\\\');

type Writing = { pack: string; now: Date };

/** Findings as rows, `piece` characters at a time. */
function* rowsOf(found: Iterable<readonly Finding[]>, { pack, now, illustrative }: Writing & { illustrative: ReadonlySet<string> }): Generator<string> {
  const at = now.toISOString();
  let rows = '';
  for (const findings of found) {
    for (const { id, rule, type, object, about, draft, jurisdiction, severity, values, places } of findings) {
      rows += `${id}\t${rule}\t${type}\t${field(object)}\t${field(about)}\t${draft}\t${jurisdiction === null ? '\\N' : field(jurisdiction)}\t${severity}\t${json(values)}\t${json(places)}\t${pack}\topen\t${at}\t${at}\t${severity}\t${pack}\t${illustrative.has(object)}\n`;
    }
    if (rows.length < piece) continue;
    yield rows;
    rows = '';
  }
  if (rows !== '') yield rows;
}
const piece = 64 * 1024;

/** Writes findings that were not there before as they come: the database takes in some while the next are being judged. `illustrative` are the objects whose findings are. */
export async function writeOpened(client: pg.ClientBase, found: Iterable<readonly Finding[]>, writing: Writing & { illustrative: ReadonlySet<string> }): Promise<void> {
  const rows = rowsOf(found, writing);
  const first = rows.next();
  if (first.done) return;
  function* all() {
    yield first.value ?? '';
    yield* rows;
  }
  await pipeline(Readable.from(all()), client.query(copyFrom('copy findings (id, rule, object_type, object_id, about, draft, jurisdiction, severity, "values", places, pack, status, first_seen, since, opened_severity, opened_pack, illustrative) from stdin')));
}

/** Writes what else a judgement changed, with a step for each change that is one. */
export async function writeChanges(client: pg.ClientBase, { cameBack, worsened, changed, overrideEnded, resolved }: Omit<Changes, 'opened'>, { pack, now }: Writing): Promise<void> {
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
async function writeSteps(client: pg.ClientBase, step: LaterStep, findings: readonly string[], now: Date): Promise<void> {
  if (findings.length === 0) return;
  await client.query(
    `insert into finding_steps (finding, step, severity, pack, recorded_at)
     select f.id, $2, f.severity, f.pack, $3 from unnest($1::text[]) with ordinality w(id, n) join findings f on f.id = w.id order by w.n`,
    [findings, step, now],
  );
}
