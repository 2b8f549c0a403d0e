import path from 'node:path';
import { z } from 'zod';

const optional = z.string().min(1).optional();

const schema = z.object({
  NOTICEBOARD_HOME: optional,
  NOTICEBOARD_DATA: optional,
  NOTICEBOARD_URL: z.url().optional(),
  DATABASE_URL: optional,
  NOTICEBOARD_DATABASE_CACHE: z.string().regex(/^[1-9][0-9]*(MB|GB)$/, 'Give a size such as 2GB.').optional(),
  NOTICEBOARD_IMPORT_CHUNK: z.coerce.number().int().min(1_000).max(131_072).default(50_000),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  OIDC_NAME: optional,
  NOTICEBOARD_SEGMENT_SECRET: optional,
  NOTICEBOARD_LOG_ORIGIN: z.string().regex(/^[^\s+]{1,200}$/, 'Give a name without spaces and plus signs, such as example.org/log.').optional(),
  NOTICEBOARD_SEAL_CERTIFICATE: optional,
  NOTICEBOARD_SEAL_KEY: optional,
  NOTICEBOARD_SEAL_PASSWORD: optional,
  NOTICEBOARD_SEAL_NAME: optional,
  NOTICEBOARD_TSA_URL: z.url().optional(),
  NOTICEBOARD_SMALL_CELL: z.coerce.number().int().min(5).default(10),
});

const names = Object.keys(schema.shape);
let held: { of: string; environment: ReturnType<typeof parseEnvironment> } | null = null;

/** The environment, parsed again only when a variable changed. Throws one error that lists every variable that is wrong. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const of = JSON.stringify([process.cwd(), ...names.map((name) => source[name] ?? '')]);
  if (held?.of !== of) held = { of, environment: parseEnvironment(source) };
  return held.environment;
}

function parseEnvironment(source: NodeJS.ProcessEnv) {
  const blank = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(blank);
  if (!parsed.success) throw new Error(`The environment is not valid.\n${z.prettifyError(parsed.error)}`);
  const home = path.resolve(/* turbopackIgnore: true */ parsed.data.NOTICEBOARD_HOME ?? process.cwd());
  return {
    home,
    data: path.resolve(/* turbopackIgnore: true */ home, parsed.data.NOTICEBOARD_DATA ?? 'data'),
    url: parsed.data.NOTICEBOARD_URL ?? null,
    databaseUrl: parsed.data.DATABASE_URL ?? null,
    /** What the embedded server keeps of its tables in memory (`shared_buffers`). */
    databaseCache: parsed.data.NOTICEBOARD_DATABASE_CACHE ?? null,
    /** Events of a body that are committed at once. */
    importChunk: parsed.data.NOTICEBOARD_IMPORT_CHUNK,
    segmentSecret: parsed.data.NOTICEBOARD_SEGMENT_SECRET ?? null,
    logOrigin: parsed.data.NOTICEBOARD_LOG_ORIGIN ?? null,
    /** What signs PDFs, where the operator brings a certificate. */
    seal: parsed.data.NOTICEBOARD_SEAL_CERTIFICATE
      ? { certificate: parsed.data.NOTICEBOARD_SEAL_CERTIFICATE, key: parsed.data.NOTICEBOARD_SEAL_KEY ?? null, password: parsed.data.NOTICEBOARD_SEAL_PASSWORD ?? null, name: parsed.data.NOTICEBOARD_SEAL_NAME ?? 'Electronic signature of the organisation' }
      : null,
    tsaUrl: parsed.data.NOTICEBOARD_TSA_URL ?? null,
    smallCell: parsed.data.NOTICEBOARD_SMALL_CELL,
    oidc:
      parsed.data.OIDC_ISSUER && parsed.data.OIDC_CLIENT_ID && parsed.data.OIDC_CLIENT_SECRET
        ? {
            issuer: parsed.data.OIDC_ISSUER,
            clientId: parsed.data.OIDC_CLIENT_ID,
            clientSecret: parsed.data.OIDC_CLIENT_SECRET,
            name: parsed.data.OIDC_NAME ?? 'Single sign-on',
          }
        : null,
  };
}

export type Environment = ReturnType<typeof parseEnvironment>;
