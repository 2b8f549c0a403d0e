import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readContentDigest } from '@/domain/uptake/content-digest';

const digest = (text: string, algorithm = 'sha256') => createHash(algorithm).update(text).digest('base64');

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

async function read(body: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const piece of body) text += Buffer.from(piece).toString();
  return text;
}

test.each([
  ['the example of RFC 9530, appendix B.1', `sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:`, '{"hello": "world"}', true],
  ['sha-512', `sha-512=:${digest('ab', 'sha512')}:`, 'ab', true],
  ['both', `sha-512=:${digest('ab', 'sha512')}:, sha-256=:${digest('ab')}:`, 'ab', true],
  ['an algorithm that is passed over', `sha-256=:${digest('ab')}:,md5=:kAFQmDzST7DWlj99KOF/cg==:`, 'ab', true],
  ['an empty body', `sha-256=:${digest('')}:`, '', true],
  ['one of two that is wrong', `sha-512=:${digest('ab', 'sha512')}:,sha-256=:${digest('a')}:`, 'ab', false],
  ['another body', `sha-256=:${digest('ab')}:`, 'ab\n', false],
])('%s', async (_, header, body, right) => {
  const check = readContentDigest(header);
  expect(await read(check.watch(pieces(body.slice(0, 1), body.slice(1))))).toBe(body);
  expect(await check.isRight()).toBe(right);
});

test.each([
  '', 'sha-256', `sha-256=${digest('a')}`, `SHA-256=:${digest('a')}:`, 'sha-256=:AAAA:', 'sha-256=:not base64!:', `sha-256=:${digest('a').replace('=', '')}:`,
  `sha-256=:${digest('a')}:;`, `sha-256=:${digest('a')}:,`, 'md5=:kAFQmDzST7DWlj99KOF/cg==:', createHash('sha256').update('a').digest('hex'), `sha-512=:${digest('a')}:`,
])('"%s" is refused with a sentence on the form', (header) => {
  expect(() => readContentDigest(header)).toThrow(expect.objectContaining({ code: 'invalid', options: expect.objectContaining({ detail: 'content_digest' }), message: expect.stringContaining('sha-256=:…:') }));
});

test('a body whose reader gives up is read to its end before it is judged', async () => {
  const check = readContentDigest(`sha-256=:${digest('abc')}:`);
  for await (const piece of check.watch(pieces('a', 'b', 'c'))) {
    expect(piece.length).toBe(1);
    break;
  }
  expect(await check.isRight()).toBe(true);
});

test('a body that breaks off is not judged', async () => {
  async function* broken() {
    yield Buffer.from('a');
    throw new Error('aborted');
  }
  const check = readContentDigest(`sha-256=:${digest('abc')}:`);
  await expect(read(check.watch(broken()))).rejects.toThrow('aborted');
  expect(await check.isRight()).toBe(null);
});
