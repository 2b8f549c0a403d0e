import { createHash } from 'node:crypto';
import type { Act, Cell } from '@/domain/uptake/columns';
import type { Asker } from '@/domain/uptake/sql/locks';

type CellRow = { id: number; region: string; platform: string; channel: string; app_version: string; locale: string };
type ActRow = { id: number; type: string; notice: string; variant: string; actor: string; purposes: string };

const choicesText = ({ purposes }: Act) => (purposes === null ? '' : JSON.stringify(Object.fromEntries(Object.keys(purposes).sort().map((key) => [key, purposes[key]]))));
const cellWords = (cell: Cell) => [cell.region, cell.platform, cell.channel, cell.appVersion, cell.locale];
const actWords = (act: Act) => [act.type, act.notice, act.variant, act.actor, choicesText(act)];
const keyOf = (words: string[]) => JSON.stringify(words);

/**
 * A campaign's dictionaries: equal words have equal numbers, for good. Known numbers are kept in memory, up to the most a campaign
 * in use has; what is not there is asked for.
 */
export class Words {
  private readonly cells: (Cell | undefined)[] = [];
  private readonly acts: (Act | undefined)[] = [];
  private readonly cellIds = new Map<string, number>();
  private readonly actIds = new Map<string, number>();
  private isLoaded = false;

  constructor(private readonly campaignId: number) {}

  /** The words of a number in a timeline. Throws when it was not loaded, see `load`. */
  cell(id: number): Cell {
    return this.cells[id] ?? unknownNumber('cell', id);
  }

  act(id: number): Act {
    return this.acts[id] ?? unknownNumber('act', id);
  }

  knows(cell: number, act: number): boolean {
    return this.cells[cell] !== undefined && this.acts[act] !== undefined;
  }

  /** Reads all words once; with `again`, also those that others have added since. */
  async load(asker: Asker, again = false): Promise<this> {
    if (this.isLoaded && !again) return this;
    const cells = await asker.query<CellRow>('select id, region, platform, channel, app_version, locale from cells where campaign_id = $1', [this.campaignId]);
    const acts = await asker.query<ActRow>('select id, type, notice, variant, actor, purposes from acts where campaign_id = $1', [this.campaignId]);
    for (const row of cells.rows) this.keepCell(row);
    for (const row of acts.rows) this.keepAct(row);
    this.isLoaded = true;
    return this;
  }

  /** Makes sure that these cells are known here. */
  async loadCells(asker: Asker, ids: Iterable<number>): Promise<void> {
    const missing = [...ids].filter((id) => this.cells[id] === undefined);
    if (missing.length === 0) return;
    const found = await asker.query<CellRow>('select id, region, platform, channel, app_version, locale from cells where campaign_id = $1 and id = any($2::int[])', [this.campaignId, missing]);
    for (const row of found.rows) this.keepCell(row);
  }

  /** The numbers of these cells, new ones included. Commits by itself: a word without an event does no harm, a wait for one would. */
  async cellNumbers(asker: Asker, wanted: Cell[]): Promise<Int32Array> {
    const missing = wanted.map(cellWords).filter((words) => !this.cellIds.has(keyOf(words)));
    if (missing.length > 0) {
      const columns = [0, 1, 2, 3, 4].map((i) => missing.map((words) => words[i]));
      await asker.query(
        `insert into cells (campaign_id, region, platform, channel, app_version, locale)
         select $1, w.* from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) w(region, platform, channel, app_version, locale)
         where not exists (select 1 from cells c where c.campaign_id = $1 and (c.region, c.platform, c.channel, c.app_version, c.locale) = (w.region, w.platform, w.channel, w.app_version, w.locale))
         order by 2, 3, 4, 5, 6 on conflict do nothing`,
        [this.campaignId, ...columns],
      );
      const found = await asker.query<CellRow>(
        `select c.id, c.region, c.platform, c.channel, c.app_version, c.locale from cells c join unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) w(region, platform, channel, app_version, locale)
           on c.campaign_id = $1 and (c.region, c.platform, c.channel, c.app_version, c.locale) = (w.region, w.platform, w.channel, w.app_version, w.locale)`,
        [this.campaignId, ...columns],
      );
      for (const row of found.rows) this.keepCell(row);
    }
    return Int32Array.from(wanted, (cell) => this.cellIds.get(keyOf(cellWords(cell))) ?? unknownNumber('cell', 0));
  }

  /** The numbers of these acts, new ones included. */
  async actNumbers(asker: Asker, wanted: Act[]): Promise<Int32Array> {
    const missing = wanted.map(actWords).filter((words) => !this.actIds.has(keyOf(words)));
    if (missing.length > 0) {
      const digests = missing.map((words) => createHash('sha256').update(keyOf(words), 'utf8').digest());
      await asker.query(
        `insert into acts (campaign_id, type, notice, variant, actor, purposes, digest)
         select $1, w.* from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[]) w(type, notice, variant, actor, purposes, digest)
         where not exists (select 1 from acts a where a.campaign_id = $1 and a.digest = w.digest) order by w.digest on conflict do nothing`,
        [this.campaignId, ...[0, 1, 2, 3, 4].map((i) => missing.map((words) => words[i])), digests],
      );
      const found = await asker.query<ActRow>('select id, type, notice, variant, actor, purposes from acts where campaign_id = $1 and digest = any($2::bytea[])', [this.campaignId, digests]);
      for (const row of found.rows) this.keepAct(row);
    }
    return Int32Array.from(wanted, (act) => this.actIds.get(keyOf(actWords(act))) ?? unknownNumber('act', 0));
  }

  private keepCell(row: CellRow): void {
    const cell = { region: row.region, platform: row.platform, channel: row.channel, appVersion: row.app_version, locale: row.locale } as Cell;
    this.cells[row.id] = cell;
    this.cellIds.set(keyOf(cellWords(cell)), row.id);
  }

  private keepAct(row: ActRow): void {
    const act = { type: row.type, notice: row.notice, variant: row.variant, actor: row.actor, purposes: row.purposes === '' ? null : JSON.parse(row.purposes) } as Act;
    this.acts[row.id] = act;
    this.actIds.set(keyOf(actWords(act)), row.id);
  }
}

function unknownNumber(kind: string, id: number): never {
  throw new Error(`The dictionary has no ${kind} of number ${id}.`);
}

const most = 64;
const kept = new Map<string, Words>();

/** The dictionaries of a campaign of this process's database, shared by whoever asks. */
export function wordsOf(database: object, campaignId: number): Words {
  const key = `${identity(database)}/${campaignId}`;
  const words = kept.get(key) ?? new Words(campaignId);
  kept.delete(key);
  kept.set(key, words);
  if (kept.size > most) kept.delete(kept.keys().next().value ?? '');
  return words;
}

const identities = new WeakMap<object, number>();
let next = 0;
function identity(of: object): number {
  const known = identities.get(of) ?? (next += 1);
  identities.set(of, known);
  return known;
}
