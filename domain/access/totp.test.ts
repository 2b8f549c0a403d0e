import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base32 } from '@/domain/access/base32';
import { seal, unseal } from '@/domain/access/seal';
import { hotp, matchingStep, otpauthAddress, totpStep } from '@/domain/access/totp';

const key = Buffer.from('12345678901234567890');

describe('the published vectors', () => {
  test('RFC 4226, appendix D', () => {
    const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];
    expect(codes.map((_, counter) => hotp(key, counter))).toEqual(codes);
  });

  test.each([[59, '94287082'], [1_111_111_109, '07081804'], [1_111_111_111, '14050471'], [1_234_567_890, '89005924'], [2_000_000_000, '69279037'], [20_000_000_000, '65353130']])('RFC 6238, appendix B, SHA-1, %d s', (seconds, code) => {
    const at = new Date(seconds * 1_000);
    expect(hotp(key, totpStep(at), 8)).toBe(code);
    expect(matchingStep(key, code.slice(2), at)).toBe(totpStep(at));
  });

  test.each([['', ''], ['f', 'MY'], ['fo', 'MZXQ'], ['foo', 'MZXW6'], ['foob', 'MZXW6YQ'], ['fooba', 'MZXW6YTB'], ['foobar', 'MZXW6YTBOI']])('RFC 4648, section 10: %s', (text, encoded) => {
    expect(base32(Buffer.from(text))).toBe(encoded);
  });
});

test('a code holds for its own step, the one before and the one after, and for no other', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), fc.integer({ min: 10, max: 4_000_000_000 }), fc.integer({ min: -9, max: 9 }), (bytes, seconds, apart) => {
    const at = new Date(seconds * 1_000);
    const step = totpStep(at) + apart;
    if (step < 0) return;
    const near = [-1, 0, 1].map((d) => totpStep(at) + d).filter((one) => one >= 0 && hotp(bytes, one) === hotp(bytes, step));
    expect(matchingStep(bytes, hotp(bytes, step), at)).toBe(near.at(-1) ?? null);
    if (Math.abs(apart) <= 1) expect(near.length).toBeGreaterThan(0);
  }));
});

test('what is not six digits is no code', () => {
  for (const code of ['', '12345', '1234567', 'abcdef', '12345６', '-12345', ' 12345']) expect(matchingStep(key, code, new Date(0))).toBeNull();
});

test('the address for the app names issuer, account and key', () => {
  expect(otpauthAddress('GEZDGNBV', 'dpo+1@example.org', 'Noticeboard: a & b')).toBe('otpauth://totp/Noticeboard%3A%20a%20%26%20b:dpo%2B1%40example.org?secret=GEZDGNBV&issuer=Noticeboard%3A%20a%20%26%20b');
});

describe('what is sealed', () => {
  const installation = randomBytes(32);

  test('opens again for the same owner, and looks different each time', () => {
    const plain = randomBytes(20);
    const [first, second] = [seal(installation, 'a', plain), seal(installation, 'a', plain)];
    expect(unseal(installation, 'a', first)).toEqual(plain);
    expect(first).not.toBe(second);
    expect(Buffer.from(first, 'base64url').includes(plain)).toBe(false);
  });

  test('does not open for another owner, under another key, or with a bit changed', () => {
    const sealed = seal(installation, 'a', randomBytes(20));
    expect(() => unseal(installation, 'b', sealed)).toThrow();
    expect(() => unseal(randomBytes(32), 'a', sealed)).toThrow();
    const bytes = Buffer.from(sealed, 'base64url');
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(i) ^ 1, i);
      expect(() => unseal(installation, 'a', changed.toString('base64url'))).toThrow();
    }
  });
});
