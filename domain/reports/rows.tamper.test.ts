import { expect, test } from 'vitest';
import { tamperRows, tell } from '@/domain/reports/testing/tamper-rows';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const seed = Number(process.env.TAMPER_SEED ?? Date.now() % 2 ** 31);

test('two hundred changes of rows, tiles, checkpoints, files and manifests: all are seen by whoever holds one older report', async () => {
  const { seen, control, sound } = await tamperRows(200, seed);
  const missed = seen.filter(({ verify, fsck }) => verify === 0 && fsck === 0);
  tell('rows', { seed, mutations: seen.length, kinds: new Set(seen.map(({ kind }) => kind)).size, detected: seen.length - missed.length, missed: missed.length, recomputed_tree_without_older_report: control.verify === 0 && control.fsck === 0 ? 'not_seen' : 'seen' });
  expect(sound).toEqual({ verify: 0, fsck: 0 });
  expect(missed).toEqual([]);
  for (const { kind, verify } of seen.filter((one) => /^(manifest|file|forged: an entry, everything)/.test(one.kind))) expect([kind, verify]).toEqual([kind, 1]);
  for (const { kind, fsck } of seen.filter((one) => !/^(manifest|file)/.test(one.kind))) expect([kind, fsck]).toEqual([kind, 1]);
  expect(control).toEqual({ verify: 0, fsck: 0 });
});
