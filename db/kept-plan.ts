import { createHash } from 'node:crypto';
import { type SQL, fillPlaceholders } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import pg from 'pg';

const dialect = new PgDialect();
const names = new Map<string, string>();
/** Days and instants as they are written, as drizzle leaves them. */
const written = new Set<number>([pg.types.builtins.DATE, pg.types.builtins.TIMESTAMP, pg.types.builtins.TIMESTAMPTZ]);
const types: pg.CustomTypesConfig = { getTypeParser: (id, format) => (written.has(id) ? (value: string | Buffer) => String(value) : pg.types.getTypeParser(id, format as 'text')) };

/**
 * A statement whose plan each connection keeps under a name made of its text: to plan what every page asks takes up to ten times as long as to run it. Only for
 * texts of which there are few, that name their columns, and whose values are all parameters.
 */
export function kept(text: string, values: unknown[]): pg.QueryConfig {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 32);
  names.set(text, name);
  return { name, text, values };
}

/** The same for a statement written with drizzle, once: its values come by the names of its placeholders. Days and instants come as text. */
export function keptStatement<Name extends string>(write: () => SQL): (values: Record<Name, unknown>) => pg.QueryConfig {
  let written: ReturnType<typeof dialect.sqlToQuery> | undefined;
  return (values) => {
    written ??= dialect.sqlToQuery(write());
    return { ...kept(written.sql, fillPlaceholders(written.params, values)), types };
  };
}
