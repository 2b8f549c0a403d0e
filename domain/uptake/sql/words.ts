import { createHash } from 'node:crypto';
import { DomainError } from '@/domain/errors';
import { keepNewest } from '@/domain/keep-newest';
import type { Act, Cell, LineFault } from '@/domain/uptake/columns';
import { cellNumber, channelNumber, channelText, localeOf, mostLocales, mostVersions, placeNumber, placeOf, platformNumber, platformText, regionNumber, regionText, versionOf } from '@/domain/uptake/engine/cell-number';
import type { Asker } from '@/domain/uptake/sql/locks';

type Kind = 'app_version' | 'locale';
type ActRow = { id: number; type: string; notice: string; variant: string; actor: string; purposes: string };

const choicesText = ({ purposes }: Act) => (purposes === null ? '' : JSON.stringify(Object.fromEntries(Object.keys(purposes).sort().map((key) => [key, purposes[key]]))));
const actWords = (act: Act) => [act.type, act.notice, act.variant, act.actor, choicesText(act)];
const keyOf = (words: string[]) => JSON.stringify(words);
/** Characters of notice, variant and purposes. */
const textOf = ([, notice = '', variant = '', , purposes = '']: string[]) => [...notice, ...variant, ...purposes].length;

/** Different acts that a campaign may name, and characters that they take: each is kept in the memory of every server. */
const mostActs = 65_536;
const mostActText = 16 * 1024 * 1024;

/** Why something of an event has no number: the campaign names as many already as it can. In place of the number. */
const noNumber = { version: -1, locale: -2, act: -3 } as const;

/** What a line is told whose cell or act got no number. */
export function faultOf(number: number): Omit<LineFault, 'line'> {
  const names = (field: string, most: number) => ({ field, code: 'invalid' as const, message: `This campaign names ${most} different values of ${field} already, the most it can. Send one of those, or a coarser one.` });
  if (number === noNumber.version) return names('app_version', mostVersions);
  if (number === noNumber.locale) return names('locale', mostLocales);
  return { field: null, code: 'invalid', message: `This campaign names as many different combinations of type, notice, variant, actor and purposes already as it can (${mostActs}). Send coarser ones: what differs from person to person belongs in none of them.` };
}

/**
 * A campaign's dictionaries: equal words have equal numbers, for good. Known numbers are kept in memory; what is not there is
 * asked for, and made in a commit of its own: a word without an event does no harm, a wait for one would.
 */
export class Words {
  private readonly texts: Record<Kind, string[]> = { app_version: [], locale: [] };
  private readonly numbers: Record<Kind, Map<string, number>> = { app_version: new Map(), locale: new Map() };
  private readonly acts: (Act | undefined)[] = [];
  private readonly actIds = new Map<string, number>();
  private isLoaded = false;

  constructor(private readonly campaignId: number) {}

  /** Reads all words once; with `again`, also those that others have added since. */
  async load(asker: Asker, again = false): Promise<this> {
    if (this.isLoaded && !again) return this;
    await this.loadWords(asker);
    const acts = await asker.query<ActRow>('select id, type, notice, variant, actor, purposes from acts where campaign_id = $1', [this.campaignId]);
    for (const row of acts.rows) this.keepAct(row);
    this.isLoaded = true;
    return this;
  }

  version(number: number): string {
    return this.texts.app_version[number] ?? unknownNumber('app version', number);
  }

  locale(number: number): string {
    return this.texts.locale[number] ?? unknownNumber('locale', number);
  }

  /** The words of an act's number. Throws when it was not loaded. */
  act(id: number): Act {
    return this.acts[id] ?? unknownNumber('act', id);
  }

  cell(number: number): Cell {
    const place = placeOf(number);
    return {
      region: regionText(regionNumber(place)), platform: platformText(platformNumber(place)), channel: channelText(channelNumber(place)),
      appVersion: this.version(versionOf(number)), locale: this.locale(localeOf(number)),
    } as Cell;
  }

  /** Whether the word that a slot of versions or locales stands for was read. */
  knowsSlot(grain: 'version' | 'locale', slot: number): boolean {
    return grain === 'version' ? slot >> 3 < this.texts.app_version.length : slot < this.texts.locale.length;
  }

  knows(cell: number, act: number): boolean {
    return this.acts[act] !== undefined && versionOf(cell) < this.texts.app_version.length && localeOf(cell) < this.texts.locale.length;
  }

  /** The numbers of these cells, new versions and locales included; below 0 (see `faultOf`) for what the campaign has no number left for. */
  async cellNumbers(asker: Asker, wanted: Cell[]): Promise<Float64Array> {
    await this.ensure(asker, 'app_version', new Set(wanted.map((cell) => cell.appVersion)), mostVersions);
    await this.ensure(asker, 'locale', new Set(wanted.map((cell) => cell.locale)), mostLocales);
    const { app_version: versions, locale: locales } = this.numbers;
    return Float64Array.from(wanted, (cell) => {
      const [version, locale] = [versions.get(cell.appVersion), locales.get(cell.locale)];
      if (version === undefined) return noNumber.version;
      return locale === undefined ? noNumber.locale : cellNumber(placeNumber(cell.region, cell.platform, cell.channel), locale, version);
    });
  }

  /** The numbers of these acts, new ones included; below 0 (see `faultOf`) for what the campaign has no number left for. */
  async actNumbers(asker: Asker, wanted: Act[]): Promise<Int32Array> {
    const unknown = wanted.map(actWords).filter((words) => !this.actIds.has(keyOf(words)));
    const missing = unknown.length > 0 ? await this.thoseWithRoom(asker, unknown) : unknown;
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
    return Int32Array.from(wanted, (act) => this.actIds.get(keyOf(actWords(act))) ?? noNumber.act);
  }

  /** Of unknown acts as many as the campaign has room for, and those that others brought meanwhile where it has none. */
  private async thoseWithRoom(asker: Asker, unknown: string[][]): Promise<string[][]> {
    const found = await asker.query<{ n: number; text: string }>('select count(*)::int as n, coalesce(sum(length(notice) + length(variant) + length(purposes)), 0) as text from acts where campaign_id = $1', [this.campaignId]);
    let [acts, text] = [mostActs - (found.rows[0]?.n ?? 0), mostActText - Number(found.rows[0]?.text ?? 0)];
    if ((acts <= 0 || text <= 0) && mostActs - acts > this.actIds.size) await this.load(asker, true);
    return unknown.filter((words) => {
      if (this.actIds.has(keyOf(words))) return true;
      acts -= 1;
      text -= textOf(words);
      return acts >= 0 && text >= 0;
    });
  }

  /** Gives new words their numbers, as long as there are any. */
  private async ensure(asker: Asker, kind: Kind, wanted: Set<string>, most: number): Promise<void> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const missing = [...wanted].filter((word) => !this.numbers[kind].has(word)).slice(0, Math.max(0, most - this.texts[kind].length));
      if (missing.length === 0) return;
      if (attempt > 0) {
        await asker.query(
          `insert into words (campaign_id, kind, number, word)
           select $1, $2, number, word from (
             select n.next + row_number() over (order by w.word) - 1 as number, w.word
             from unnest($3::text[]) w(word), (select coalesce(max(number) + 1, 0) as next from words where campaign_id = $1 and kind = $2) n
             where not exists (select 1 from words o where o.campaign_id = $1 and o.kind = $2 and o.word = w.word)) f
           where number < $4 on conflict do nothing`,
          [this.campaignId, kind, missing, most],
        );
      }
      await this.loadWords(asker);
    }
    throw new DomainError('unavailable', 'Too many new words are arriving at once. Send the same request again.');
  }

  private async loadWords(asker: Asker): Promise<void> {
    const found = await asker.query<{ kind: Kind; number: number; word: string }>('select kind, number, word from words where campaign_id = $1 order by kind, number', [this.campaignId]);
    for (const { kind, number, word } of found.rows) {
      this.texts[kind][number] = word;
      this.numbers[kind].set(word, number);
    }
  }

  private keepAct(row: ActRow): void {
    const act = { type: row.type, notice: row.notice, variant: row.variant, actor: row.actor, purposes: row.purposes === '' ? null : JSON.parse(row.purposes) } as Act;
    this.acts[row.id] = act;
    this.actIds.set(keyOf(actWords(act)), row.id);
  }
}

function unknownNumber(kind: string, number: number): never {
  throw new Error(`The dictionary has no ${kind} of number ${number}.`);
}

const most = 64;
const kept = new WeakMap<object, Map<number, Words>>();

/** The dictionaries of a campaign of this process's database, shared by whoever asks. */
export function wordsOf(database: object, campaignId: number): Words {
  const own = kept.get(database) ?? new Map<number, Words>();
  kept.set(database, own);
  const words = own.get(campaignId) ?? new Words(campaignId);
  keepNewest(own, campaignId, words, most);
  return words;
}
