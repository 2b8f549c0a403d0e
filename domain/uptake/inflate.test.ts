import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inflated } from '@/domain/uptake/inflate';

async function* inPieces(body: Buffer, size = 1_000) {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
}

async function sizeOf(body: Buffer): Promise<{ size: number; error: unknown }> {
  let size = 0;
  try {
    for await (const piece of inflated(inPieces(body))) size += piece.length;
    return { size, error: null };
  } catch (error) {
    return { size, error };
  }
}

test('one member and several come out whole', async () => {
  expect(await sizeOf(gzipSync('one'))).toEqual({ size: 3, error: null });
  expect(await sizeOf(Buffer.concat([gzipSync('one'), gzipSync('three'), gzipSync('')]))).toEqual({ size: 8, error: null });
});

test('a cut body throws after what came before the cut', async () => {
  const whole = gzipSync(Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 251)));
  expect((await sizeOf(whole.subarray(0, whole.length - 9))).error).toMatchObject({ code: 'Z_BUF_ERROR' });
  expect((await sizeOf(Buffer.from('not gzip at all'))).error).toMatchObject({ code: 'Z_DATA_ERROR' });
});

test('a bomb is given up soon after 64 MiB, and a body that inflates little may be of any size', { timeout: 60_000 }, async () => {
  const bomb = Buffer.concat(Array.from({ length: 8 }, () => gzipSync(Buffer.alloc(32 * 1024 * 1024))));
  const { size, error } = await sizeOf(bomb);
  expect(error).toMatchObject({ code: 'invalid', options: { detail: 'inflates_too_far' } });
  expect(size).toBeLessThan(66 * 1024 * 1024);
  const line = Buffer.from(Array.from({ length: 60_000 }, (_, i) => (i * 40_503) >> 4 & 255));
  const plain = gzipSync(Buffer.concat(Array.from({ length: 1_300 }, (_, i) => Buffer.concat([line.subarray(i), line.subarray(0, i)]))));
  expect((await sizeOf(plain)).error).toBeNull();
});
