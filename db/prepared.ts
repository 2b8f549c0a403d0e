import { type Database, database } from '@/db/client';

/** A statement that drizzle writes once for a pool, not at each call: to write one takes as long as to run it. Values come as placeholders. */
export function prepared<Statement>(write: (db: Database) => Statement): () => Promise<Statement> {
  const written = new WeakMap<Database, Statement>();
  return async () => {
    const db = await database();
    const statement = written.get(db) ?? write(db);
    written.set(db, statement);
    return statement;
  };
}
