/*
 * Who may import whom. The first place whose `files` match a path is the one that holds for it; a file that no place
 * names is an error, so that a new folder is a decision made here.
 *
 *   may     what may be imported for its value, as paths from the root without extension
 *   types   what may be imported as a type besides (default: nothing more)
 *   never   packages that may not be imported for their value; `node:` stands for every Node module
 *   but     modules of those packages that may be imported all the same
 *   except  files this row does not hold for
 *   client  this row holds only for files that begin with 'use client'
 *   beside  any file of the same folder may be imported too
 */

/** The modules of domain, leftmost first. A module may import itself and what stands to its left. */
export const order = [
  'words',
  'access',
  'evidence',
  'notices',
  'purposes',
  'campaigns',
  'uptake',
  'forecast',
  'findings',
  'clearance',
  'reports',
];

const TOP = ['domain/{command,errors,clock,ids,instants,keep-newest,secrets,health}'];
const VOCABULARY = ['domain/*/vocabulary'];
const REACT = ['react', 'react-dom', 'next', 'next-auth'];
const SQL_PACKAGES = ['drizzle-orm', 'pg', 'pg-copy-streams'];

const leftOf = (module) => order.slice(0, order.indexOf(module) + 1).map((name) => `domain/${name}/**`);
const roomsLeftOf = (module, rooms) =>
  order.slice(0, order.indexOf(module) + 1).map((name) => `domain/${name}/${rooms}`);

const modules = order.flatMap((module) => [
  {
    name: `the vocabulary of ${module}`,
    files: [`domain/${module}/vocabulary.ts`],
    may: [],
    types: roomsLeftOf(module, 'vocabulary'),
    never: [...REACT, ...SQL_PACKAGES, 'node:'],
  },
  {
    name: `the schemas of ${module}`,
    files: [`domain/${module}/schemas.ts`],
    may: [...roomsLeftOf(module, '{schemas,vocabulary}'), 'domain/words/**', 'domain/{errors,instants}'],
    types: leftOf(module),
    never: [...REACT, ...SQL_PACKAGES, 'node:'],
  },
  {
    name: `domain/${module}`,
    files: [`domain/${module}/**`],
    may: [...leftOf(module), ...TOP, 'db/**', 'env', ...(module === 'reports' ? ['charts/**'] : [])],
    never: module === 'words' ? [...REACT, ...SQL_PACKAGES, 'node:'] : REACT,
  },
]);

export const places = [
  { name: 'a test', files: ['**/*.test.{ts,tsx}', '**/*.spec.ts', 'db/testing/**'], except: ['e2e/**'], may: ['**'] },

  {
    name: 'a client file of app',
    files: ['app/**'],
    client: true,
    beside: true,
    may: ['components/**', 'domain/*/{schemas,vocabulary}', 'domain/words/**'],
    types: ['**'],
    never: [...SQL_PACKAGES, 'next-auth', 'node:'],
    but: ['next-auth/react'],
  },
  {
    name: "next-auth's handler",
    files: ['app/api/auth/**'],
    may: ['app/**', 'auth/**', 'components/**', 'charts/**', 'domain/**', 'env'],
    never: SQL_PACKAGES,
  },
  {
    name: 'a server file of app',
    files: ['app/**'],
    may: ['app/**', 'auth/**', 'components/**', 'charts/**', 'domain/**', 'env'],
    never: [...SQL_PACKAGES, 'next-auth'],
  },
  { name: 'components', files: ['components/**'], may: ['components/**', 'charts/**'], never: [...SQL_PACKAGES, 'next-auth', 'node:'] },
  { name: 'charts', files: ['charts/**'], may: ['charts/**'], never: [...REACT, ...SQL_PACKAGES, 'node:'] },

  {
    // Schemas import the first two, and client files import schemas: they must stay free of the server.
    name: 'domain/errors.ts, domain/instants.ts and domain/keep-newest.ts',
    files: ['domain/{errors,instants,keep-newest}.ts'],
    may: VOCABULARY,
    never: [...REACT, ...SQL_PACKAGES, 'node:'],
  },
  {
    name: 'the top of domain',
    files: ['domain/{command,clock,ids,secrets,health,metrics}.ts'],
    may: [...TOP, 'domain/{access,evidence}/**', 'db/**', 'env'],
    never: REACT,
  },
  ...modules,

  { name: 'db', files: ['db/**'], may: ['db/**', 'env', ...VOCABULARY], types: ['domain/**'], never: REACT },
  { name: 'auth', files: ['auth/**'], may: ['auth/**', 'domain/**', 'env'], never: SQL_PACKAGES },
  { name: 'cli', files: ['cli/**'], may: ['cli/**', 'worker/**', 'domain/**', 'db/**', 'env'], never: REACT },
  { name: 'worker', files: ['worker/**'], may: ['worker/**', 'domain/**', 'db/**', 'env'], never: REACT },
  {
    name: 'e2e',
    files: ['e2e/**'],
    may: ['e2e/**', 'db/testing/**', 'docs/client/**', 'cli/{founding-case,bootstrap}', 'cli/founding-case/**', 'domain/access/permissions', ...VOCABULARY, 'env'],
    types: ['**'],
  },
  { name: 'bench', files: ['bench/**'], may: ['bench/**', 'domain/**', 'db/**', 'cli/**', 'charts/**', 'e2e/support/server', 'env'], never: REACT },
  { name: 'lint', files: ['lint/**'], may: ['lint/**'] },
  // Whoever copies it has nothing of ours.
  { name: 'the client to copy', files: ['docs/client/**'], may: [], types: [], never: [...REACT, ...SQL_PACKAGES] },

  { name: 'proxy.ts', files: ['proxy.ts'], may: ['env', ...VOCABULARY], never: [...SQL_PACKAGES] },
  { name: 'instrumentation', files: ['instrumentation*.ts'], may: ['instrumentation*', 'db/**', 'domain/**', 'worker/**', 'env'], never: ['react', 'next-auth'] },
  { name: 'env.ts', files: ['env.ts'], may: [] },
  { name: "a tool's configuration", files: ['*.config.{ts,js,mjs}', 'next-env.d.ts'], may: ['cli/bootstrap', 'e2e/support/**'] },
];

/** The only places that may speak SQL, that is, import one of these packages for its value. */
export const sql = {
  packages: SQL_PACKAGES,
  files: [
    'db/**',
    'drizzle.config.ts',
    'domain/*/queries.ts',
    'domain/*/*-queries.ts',
    'domain/*/commands/**',
    'domain/*/sql/**',
    'domain/evidence/log.ts',
    'domain/uptake/{rollup,ingest-chunk}.ts',
    '**/*.test.ts',
    'bench/**',
  ],
};

/** Lines a file may have; the first row that matches holds. */
export const lengths = [
  { files: ['db/migrations/**', 'domain/words/**', '**/*.d.ts'], lines: Infinity },
  { files: ['**/*.test.{ts,tsx}', '**/*.spec.ts'], lines: 400 },
  { files: ['app/**/page.tsx'], lines: 60 },
  // One file to copy is worth more than two short ones.
  { files: ['docs/client/noticeboard-client.ts'], lines: 300 },
  // Shipped in every report as one file without dependencies.
  { files: ['domain/evidence/verify.mjs'], lines: 700 },
  { files: ['**'], lines: 250 },
];

export const names = {
  file: /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/,
  notFile: ['util', 'utils', 'helper', 'helpers', 'misc', 'common', 'types', 'lib'],
  notFolder: ['util', 'utils', 'helper', 'helpers', 'misc', 'common', 'types', 'lib'],
  barrels: ['db/schema/index.ts'],
};
