/** The total of a table, with what is withheld of it: the same in every table of a campaign. */
export type Total = { row: (number | null)[]; withheld: boolean[] };
/** Rows whose first `parts` columns add up to their `populationColumn`, and whose columns add up to the total. */
export type SummedTable = { rows: (number | null)[][]; total: Total | null; parts: number; populationColumn: number };

/** A withheld number as an edge between its row's sum and its column's; node 0 where there is no such sum. `side` is −1 where it stands beyond the equals sign of one of them. */
type Edge = { g: number; c: number; n: number; row: number; column: number; side: 1 | -1 };

type Place = { g: number; c: number };

/**
 * For every withheld number that whoever knows all the others and every sum could work out: the places of which one more must be
 * withheld. A table with sums is a network: a number has a second possible value exactly when its edge lies on a cycle round
 * which one person can be moved without any number falling below zero. The tables of a campaign share their total, so a withheld
 * total may move only where every table can follow: its column must hang together with those of the other withheld totals.
 */
export function solvable(table: SummedTable, withheld: boolean[][]): Place[][] {
  const edges = edgesOf(table, withheld);
  const all = [...edges, ...totalEdges(table)];
  const { bridges, component } = structure(all.filter((edge) => edge.n > 0));
  const found = edges.filter((edge) => {
    if (edge.row === edge.column || isToldByTotal(table, edge)) return false;
    const safe = edge.n > 0 ? !bridges.has(edge) : partOf(component, edge.row) === partOf(component, edge.column);
    return !safe && !canMove(all, edge);
  });
  const lines = found.map(({ g, c, row, column }) => [
    ...(row === 0 ? [] : (table.rows[g] ?? []).map((_, i) => ({ g, c: i }))),
    ...(column === 0 ? [] : table.rows.map((_, i) => ({ g: i, c }))),
  ]);
  return [...lines, ...looseTotals(table, edges)].map((places) => places.filter((place) => !isToldByTotal(table, place)));
}

const isToldByTotal = ({ total }: SummedTable, { c }: Place) => total?.row[c] === 0 && !total.withheld[c];

/** The withheld totals that this table could not follow, each as the places that would tie its column to the others'. */
function looseTotals(table: SummedTable, edges: Edge[]): Place[][] {
  const { component } = structure(edges.filter((edge) => edge.n > 0));
  const totals = totalEdges(table).filter((edge) => edge.n > 0 && edge.column !== 0);
  const loose = totals.filter((edge) => {
    const others = edge.row === 0 ? [0] : totals.filter((other) => other.row === edge.row).map((other) => other.column);
    return others.some((node) => partOf(component, node) !== partOf(component, edge.column));
  });
  return loose.map(({ c, row }) => {
    const columns = row === 0 ? [c] : totals.filter((edge) => edge.row === row).map((edge) => edge.c);
    const started = table.rows.map((_, g) => g).filter((g) => edges.some((edge) => edge.g === g && edge.n > 0 && columns.includes(edge.c)));
    const open = (g: number) => columns.some((column) => (table.rows[g]?.[column] ?? 0) > 0 && !edges.some((edge) => edge.g === g && edge.c === column));
    const useful = started.filter(open);
    return (useful.length > 0 ? useful : table.rows.map((_, g) => g)).flatMap((g) => columns.map((column) => ({ g, c: column })));
  });
}

function edgesOf(table: SummedTable, withheld: boolean[][]): Edge[] {
  return table.rows.flatMap((row, g) => edgesOfRow(table, row, withheld[g] ?? [], g, 1 + g, 1));
}

function totalEdges(table: SummedTable): Edge[] {
  return table.total ? edgesOfRow(table, table.total.row, table.total.withheld, -1, 1 + table.rows.length, -1) : [];
}

function edgesOfRow(table: SummedTable, row: (number | null)[], withheld: boolean[], g: number, own: number, side: 1 | -1): Edge[] {
  const node = rowAddsUp(table, row) ? own : 0;
  return row.flatMap((n, c): Edge[] => {
    if (n === null || !withheld[c]) return [];
    const inRowSum = c < table.parts || c === table.populationColumn;
    return [{ g, c, n, row: inRowSum ? node : 0, column: columnNode(table, c), side: c === table.populationColumn ? (side === 1 ? -1 : 1) : side }];
  });
}

/** Not where the people not reached were clamped at 0, and not without a population. */
function rowAddsUp({ parts, populationColumn }: SummedTable, row: (number | null)[]): boolean {
  return row[populationColumn] !== null && row.slice(0, parts).reduce((sum: number, n) => sum + (n ?? 0), 0) === row[populationColumn];
}

function columnNode({ rows, total }: SummedTable, c: number): number {
  const sum = total?.row[c] ?? null;
  return sum !== null && rows.reduce((all, row) => all + (row[c] ?? Number.NaN), 0) === sum ? 2 + rows.length + c : 0;
}

const partOf = (component: Map<number, number>, node: number) => component.get(node) ?? -1 - node;

type Step = { edge: Edge; to: number };

function stepsOf(edges: Edge[]): Map<number, Step[]> {
  const steps = new Map<number, Step[]>();
  const add = (from: number, step: Step) => steps.set(from, [...(steps.get(from) ?? []), step]);
  for (const edge of edges) {
    add(edge.row, { edge, to: edge.column });
    add(edge.column, { edge, to: edge.row });
  }
  return steps;
}

/** Which nodes hang together, and the edges on no cycle (Tarjan's bridges); numbers above zero can move either way. */
function structure(edges: Edge[]): { component: Map<number, number>; bridges: Set<Edge> } {
  const steps = stepsOf(edges);
  const component = new Map<number, number>();
  const order = new Map<number, number>();
  const bridges = new Set<Edge>();
  const visit = (node: number, root: number, via: Edge | null): number => {
    const own = order.size;
    order.set(node, own);
    component.set(node, root);
    let low = own;
    for (const { edge, to } of steps.get(node) ?? []) {
      if (edge === via) continue;
      const seen = order.get(to);
      const reach = seen ?? visit(to, root, edge);
      if (seen === undefined && reach > own) bridges.add(edge);
      low = Math.min(low, reach);
    }
    return low;
  };
  for (const node of steps.keys()) {
    if (!order.has(node)) visit(node, node, null);
  }
  return { component, bridges };
}

/** Whether one person more or fewer can be compensated by the other withheld numbers. */
function canMove(edges: Edge[], moved: Edge): boolean {
  const others = edges.filter((edge) => edge !== moved);
  const mayRise = (edge: Edge) => edge.side > 0 || edge.n > 0;
  const mayFall = (edge: Edge) => edge.side < 0 || edge.n > 0;
  const reaches = (from: number, to: number): boolean => {
    const seen = new Set([from]);
    for (const node of seen) {
      for (const edge of others) {
        if (edge.row === node && mayRise(edge)) seen.add(edge.column);
        if (edge.column === node && mayFall(edge)) seen.add(edge.row);
      }
    }
    return seen.has(to);
  };
  return (mayRise(moved) && reaches(moved.column, moved.row)) || (mayFall(moved) && reaches(moved.row, moved.column));
}
