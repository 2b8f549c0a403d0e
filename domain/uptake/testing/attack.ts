/** What a reader of one or more tables sees: numbers, with null for what is withheld, and the sums that everybody knows hold. */
export type Puzzle = { names: string[]; shown: (number | null)[]; sums: { parts: number[]; whole: number }[] };

type Equation = { terms: Map<number, number>; value: number };

/**
 * Everything an attacker can work out exactly: linear algebra over the sums, and bounds (no number is below zero) pushed through
 * them, in turn until nothing more comes out. Returns the names of withheld numbers that are known after all, with their value.
 */
export function attack({ names, shown, sums }: Puzzle): Map<string, number> {
  const known = [...shown];
  for (let more = true; more; ) {
    const equations = sums.map(({ parts, whole }): Equation => {
      const equation: Equation = { terms: new Map(), value: 0 };
      for (const [variable, sign] of [...parts.map((part) => [part, 1] as const), [whole, -1] as const]) {
        const value = known[variable];
        if (value === null || value === undefined) equation.terms.set(variable, sign);
        else equation.value -= sign * value;
      }
      return equation;
    });
    const found = new Map([...eliminate(equations), ...squeeze(equations, known.length)]);
    for (const [variable, value] of found) known[variable] = value;
    more = found.size > 0;
  }
  return new Map(names.flatMap((name, i) => (shown[i] === null && known[i] !== null ? [[name, known[i] ?? 0] as const] : [])));
}

/** Gauss and Jordan: a row that is left with one unknown gives it away. */
function eliminate(equations: Equation[]): Map<number, number> {
  const rows = equations.map(({ terms, value }) => ({ terms: new Map(terms), value }));
  const done = new Set<(typeof rows)[number]>();
  for (const row of rows) {
    const [pivot] = row.terms.keys();
    if (pivot === undefined) continue;
    const scale = row.terms.get(pivot) ?? 1;
    for (const [variable, factor] of row.terms) row.terms.set(variable, factor / scale);
    row.value /= scale;
    done.add(row);
    for (const other of rows) {
      const factor = other.terms.get(pivot);
      if (other === row || factor === undefined) continue;
      for (const [variable, own] of row.terms) {
        const left = (other.terms.get(variable) ?? 0) - factor * own;
        if (Math.abs(left) < 1e-9) other.terms.delete(variable);
        else other.terms.set(variable, left);
      }
      other.value -= factor * row.value;
    }
  }
  return new Map([...done].flatMap(({ terms, value }) => (terms.size === 1 ? [...terms].map(([variable, factor]) => [variable, Math.round(value / factor)] as const) : [])));
}

/** Bounds of every unknown from the bounds of the others in each sum, until they move no more. */
function squeeze(equations: Equation[], size: number): Map<number, number> {
  const low = Array.from({ length: size }, () => 0);
  const high = Array.from({ length: size }, () => Number.POSITIVE_INFINITY);
  for (let rounds = 0, moved = true; moved && rounds < 200; rounds += 1) {
    moved = false;
    for (const { terms, value } of equations) {
      for (const [variable, sign] of terms) {
        let [least, most] = [value, value];
        for (const [other, factor] of terms) {
          if (other === variable) continue;
          const ends = [factor * (low[other] ?? 0), factor * (high[other] ?? 0)];
          least -= Math.max(...ends);
          most -= Math.min(...ends);
        }
        const [from, to] = sign > 0 ? [least, most] : [-most, -least];
        if (from > (low[variable] ?? 0)) [low[variable], moved] = [from, true];
        if (to < (high[variable] ?? 0)) [high[variable], moved] = [to, true];
      }
    }
  }
  const unknown = new Set(equations.flatMap(({ terms }) => [...terms.keys()]));
  return new Map([...unknown].flatMap((variable) => (low[variable] === high[variable] ? [[variable, low[variable] ?? 0] as const] : [])));
}
