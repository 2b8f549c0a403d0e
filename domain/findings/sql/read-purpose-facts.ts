import type pg from 'pg';
import { jurisdictionsOf } from '@/domain/findings/jurisdictions';
import type { Judged } from '@/domain/findings/judge';
import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { readCarriers } from '@/domain/findings/sql/read-carriers';
import { readConsents } from '@/domain/findings/sql/read-consents';
import { readVersions } from '@/domain/findings/sql/read-versions';

export type JudgedPurpose = Judged<PurposeFacts> & { illustrative: boolean };

/** Everything the register's rules look at, for some purposes or for all where `only` is null, in order of key: a fixed number of queries, whatever their number. */
export async function readPurposeFacts(client: pg.ClientBase, only: readonly string[] | null, now: Date): Promise<JudgedPurpose[]> {
  const versions = await readVersions(client, only, now);
  const carriers = await readCarriers(client, only, now);
  const consents = await readConsents(client, only, now);
  return versions.map(({ key, version, draft, record, previous, illustrative }) => {
    const { notices, campaigns, areas } = carriers.of(key);
    return { type: 'purpose', id: key, draft, illustrative, facts: { key, version, draft, record, previous, jurisdictions: jurisdictionsOf(record, notices, areas), notices, campaigns, consents: consents.of(key) } };
  });
}
