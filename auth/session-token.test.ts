import { encode } from 'next-auth/jwt';
import { expect, it } from 'vitest';
import { sessionOfToken } from '@/auth/session-token';

const secret = 'of this installation';
const tokenOf = (sid: string | undefined, maxAge = 3_600, made = secret) => encode({ token: { sid }, secret: made, maxAge });
const at = (seconds: number) => () => new Date(Date.now() + seconds * 1_000);

it('tells the session of a token, the first time and every other', async () => {
  const [mine, other] = [await tokenOf('mine'), await tokenOf('other')];
  for (let time = 0; time < 3; time += 1) {
    expect(await sessionOfToken(mine, secret)).toBe('mine');
    expect(await sessionOfToken(other, secret)).toBe('other');
  }
});

it('tells nothing of a token that was changed, made with another secret or names no session, whatever was read before', async () => {
  const token = await tokenOf('mine');
  expect(await sessionOfToken(token, secret)).toBe('mine');
  expect(await sessionOfToken(token, 'of another')).toBeNull();
  expect(await sessionOfToken(`${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`, secret)).toBeNull();
  expect(await sessionOfToken('nonsense', secret)).toBeNull();
  expect(await sessionOfToken(await tokenOf(undefined), secret)).toBeNull();
});

it('tells nothing of a token that is over, though it was read while it was not', async () => {
  const token = await tokenOf('mine', 60);
  expect(await sessionOfToken(token, secret, at(58))).toBe('mine');
  expect(await sessionOfToken(token, secret, at(61))).toBeNull();
  expect(await sessionOfToken(token, secret, at(61))).toBeNull();
});
