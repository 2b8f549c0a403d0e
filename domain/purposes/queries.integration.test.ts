import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMatrixEntries, readRegister } from '@/domain/purposes/queries';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { endPurpose } from '@/domain/purposes/commands/end-purpose';
import { revisePurpose } from '@/domain/purposes/commands/revise-purpose';
import { records } from '@/domain/purposes/testing/generated-records';
import { system } from '@/db/testing/actors';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

it('the matrix reads of every entry what the whole register holds of it, now and as it stood', async () => {
  const instants: Date[] = [];
  for (const [n, record] of fc.sample(records, { numRuns: 24, seed: 7 }).entries()) {
    if (n % 3 === 2) await revisePurpose(system, { key: `P-${n - 1}`, basedOn: 1, record, reason: 'r' });
    else await createPurpose(system, { key: `P-${n}`, record, reason: 'r' });
    if (n === 12) instants.push(new Date());
  }
  await endPurpose(system, { key: 'P-0', version: 1, reason: 'over' });
  for (const at of [...instants, new Date()]) {
    const register = await readRegister(system, at);
    expect(register.length).toBeGreaterThan(5);
    expect(await readMatrixEntries(system, at)).toEqual(register.map(({ key, status, record }) => ({
      key, status, title: record.title, jurisdictions: [...new Set([...record.jurisdictions, ...record.bases.map(({ jurisdiction }) => jurisdiction)])].sort(), linked: record.dataLinked,
      bases: record.bases.map(({ jurisdiction, basis }) => ({ jurisdiction, basis })), categories: record.dataUses.map(({ category }) => category),
    })));
  }
});
