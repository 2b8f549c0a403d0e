import { type Database, database } from '@/db/client';

/**
 * A prepared statement that drizzle writes once for a pool, not at each call: to write one takes as long as to run it. Its plan is kept as drizzle keeps it, under the
 * name given to `prepare` (see also `kept`). Values are placeholders: for a date, inside `sql.param` with its column, which else would not write it.
 */
export function writtenOnce<Statement extends { execute: unknown }>(write: (db: Database) => Statement): () => Promise<Statement> {
  const written = new WeakMap<Database, Statement>();
  return async () => {
    const db = await database();
    const statement = written.get(db) ?? write(db);
    written.set(db, statement);
    return statement;
  };
}
