import { localeOf, placeOf, platformNumber, versionOf } from '@/domain/uptake/engine/cell-number';
import type { Change } from '@/domain/uptake/engine/changes';
import { stateCodes } from '@/domain/uptake/engine/facts';
import { placeKey } from '@/domain/uptake/engine/slot';
import type { Grain } from '@/domain/uptake/grain';

/** The number of a slot of a grain times 256 plus the code, with how many more (or, negative, fewer) stand there. */
type Sums = Map<number, number>;
type Kept = Record<'place' | 'version' | 'locale', Sums>;

const bump = (sums: Sums, key: number, n: number) => sums.set(key, (sums.get(key) ?? 0) + n);

/** Changes by day and code, in every grain, added up as they come: as large as what there is to tell, however many moves (a `MoveList` grows with these). Late acceptances are kept by region alone. */
export class DaySums {
  private readonly days = new Map<number, Kept>();

  add(day: number, cell: number, code: number, n: number): void {
    const sums = this.of(day);
    const place = placeOf(cell);
    bump(sums.place, place * 256 + code, n);
    if (code >= stateCodes) return;
    bump(sums.version, (versionOf(cell) * 8 + platformNumber(place)) * 256 + code, n);
    bump(sums.locale, localeOf(cell) * 256 + code, n);
  }

  private of(day: number): Kept {
    let sums = this.days.get(day);
    if (!sums) this.days.set(day, (sums = { place: new Map(), version: new Map(), locale: new Map() }));
    return sums;
  }

  /** What changes in a grain by day, each (slot, code, day) once and none 0. */
  changes(grain: Grain): Change[] {
    return [...this.days.keys()].flatMap((step) => [...this.sums(grain, step)].filter(([, n]) => n !== 0).map(([at, n]) => ({ sub: (at - (at % 256)) / 256, code: at % 256, step, n })));
  }

  private sums(grain: Grain, day: number): Sums {
    const kept = this.days.get(day);
    if (!kept) return new Map();
    if (grain === 'version' || grain === 'locale') return kept[grain];
    const sums: Sums = new Map();
    for (const [at, n] of kept.place) {
      const code = at % 256;
      if (n !== 0 && (code < stateCodes || grain === 'region')) bump(sums, placeKey(grain, (at - code) / 256) * 256 + code, n);
    }
    return sums;
  }
}
