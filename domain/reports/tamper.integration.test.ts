import { expect, test } from 'vitest';
import { kinds, tamperRows } from '@/domain/reports/testing/tamper-rows';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

test('whatever is changed in rows, tiles, checkpoints, files or manifests, one older report shows it; without it, a tree written anew with the stolen key is not seen', { timeout: 300_000 }, async () => {
  const { seen, control, sound } = await tamperRows(Object.keys(kinds).length, 7);
  expect(sound).toEqual({ verify: 0, fsck: 0 });
  expect(seen.filter(({ verify, fsck }) => verify === 0 && fsck === 0)).toEqual([]);
  expect(seen.filter(({ verify }) => ![0, 1, 3].includes(verify))).toEqual([]);
  for (const { kind, verify } of seen.filter((one) => /^(manifest|file|forged: an entry, everything)/.test(one.kind))) expect([kind, verify]).toEqual([kind, 1]);
  for (const { kind, fsck } of seen.filter((one) => !/^(manifest|file)/.test(one.kind))) expect([kind, fsck]).toEqual([kind, 1]);
  expect(control).toEqual({ verify: 0, fsck: 0 });
});
