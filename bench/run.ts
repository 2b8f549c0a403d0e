/** `npm run bench -- NAME`: runs one measurement on a database of its own; its last line is name=value pairs, exit 1 below its bar. */
const benches: Record<string, () => Promise<{ measure(): Promise<Outcome> }>> = {
  'clearance-check': () => import('@/bench/clearance-check'),
  founding: () => import('@/bench/founding'),
  ingest: () => import('@/bench/ingest'),
  read: () => import('@/bench/read'),
  lexicon: () => import('@/bench/lexicon'),
  mutation: () => import('@/bench/mutation'),
  register: () => import('@/bench/register'),
  reports: () => import('@/bench/reports'),
  memory: () => import('@/bench/memory'),
  pages: () => import('@/bench/pages'),
  publish: () => import('@/bench/publish'),
  soak: () => import('@/bench/soak'),
  reads: () => import('@/bench/reads'),
  findings: () => import('@/bench/findings'),
  scan: () => import('@/bench/scan'),
};

export type Outcome = { figures: Record<string, number>; ok: boolean };

const name = process.argv[2] ?? '';
const load = benches[name];
if (!load) {
  process.stderr.write(`npm run bench -- ${Object.keys(benches).join('|')}\n`);
  process.exit(2);
}
const { measure } = await load();
const { figures, ok } = await measure();
process.stdout.write(`${Object.entries(figures).map(([key, value]) => `${key}=${Number.isInteger(value) ? value : Number(value.toPrecision(4))}`).join(' ')}\n`);
process.exit(ok ? 0 : 1);
