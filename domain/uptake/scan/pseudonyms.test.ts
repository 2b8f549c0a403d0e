import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pseudonym } from '@/domain/uptake/pseudonym';
import { Pseudonyms } from '@/domain/uptake/scan/pseudonyms';

const ascii = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 256 });

function both(identifiers: string[], key: Buffer) {
  const many = new Pseudonyms(key, 256);
  const target = Buffer.alloc(identifiers.length * 32);
  const bytes = Buffer.from(`#${identifiers.join('')}#`);
  let start = 1;
  identifiers.forEach((identifier, i) => {
    many.write(bytes, start, start + identifier.length, target, i * 32);
    start += identifier.length;
  });
  return [target.toString('hex'), Buffer.concat(identifiers.map((identifier) => pseudonym(identifier, key))).toString('hex')];
}

test('many pseudonyms at once are those made one by one, under a key of any length', () => {
  fc.assert(
    fc.property(fc.array(ascii, { maxLength: 10 }), fc.uint8Array({ minLength: 1, maxLength: 200 }), (identifiers, key) => {
      const [fast, slow] = both(identifiers.flatMap((identifier) => [identifier, identifier, `${identifier}x`.slice(-256), identifier.toUpperCase()]), Buffer.from(key));
      expect(fast).toBe(slow);
    }),
    { numRuns: 500 },
  );
});

test('every length has its pseudonym', () => {
  const [fast, slow] = both(Array.from({ length: 256 }, (_, i) => 'x'.repeat(i + 1)), Buffer.alloc(32, 1));
  expect(fast).toBe(slow);
});
