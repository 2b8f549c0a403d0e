import type pg from 'pg';

/** What a restored installation does without: who is signed in, links under way, failed attempts, signs of life. */
const transient = ['sessions', 'one_time_links', 'failed_sign_ins', 'worker_beats'];

export type Table = { name: string; columns: string[] };

/** The tables that a backup holds, each after those that it refers to, with their columns in order. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const found = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all($1) group by c.relname order by c.relname`,
    [transient],
  );
  const references = await client.query<{ from: string; to: string }>(`select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint where contype = 'f' and conrelid <> confrelid`);
  const ordered: Table[] = [];
  const add = (table: Table) => {
    if (ordered.includes(table)) return;
    for (const { to } of references.rows.filter(({ from }) => from === table.name)) found.rows.filter(({ name }) => name === to).forEach(add);
    ordered.push(table);
  };
  found.rows.forEach(add);
  return ordered;
}

/** The migrations that a database has, oldest first, by the hash of their text. */
export async function migrationsOf(client: pg.ClientBase): Promise<string[]> {
  const found = await client.query<{ hash: string }>('select hash from drizzle.__drizzle_migrations order by id');
  return found.rows.map(({ hash }) => hash);
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const columnsOf = ({ name, columns }: Table): string => `${quoted(name)} (${columns.map(quoted).join(', ')})`;
