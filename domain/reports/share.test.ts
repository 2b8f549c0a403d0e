import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPass, isShareable, passMinutes, sharePass } from '@/domain/reports/share';

const key = randomBytes(32);
const now = new Date('2026-03-01T12:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

test('a pass holds for its own link and its time, and for nothing else', () => {
  const pass = sharePass(key, 'a', now);
  expect(isPass(key, 'a', pass, after(passMinutes * 60 - 1))).toBe(true);
  expect(isPass(key, 'a', pass, after(passMinutes * 60))).toBe(false);
  expect(isPass(key, 'b', pass, now)).toBe(false);
  expect(isPass(randomBytes(32), 'a', pass, now)).toBe(false);
  expect(isPass(key, 'a', undefined, now)).toBe(false);
});

test('a pass with any letter changed, or a later end written into it, is none', () => {
  const pass = sharePass(key, 'a', now);
  const [until = '', mac] = pass.split('.');
  expect(isPass(key, 'a', `${Number(until) + 3_600}.${mac}`, now)).toBe(false);
  fc.assert(fc.property(fc.nat(pass.length - 2), fc.constantFrom('A', 'B', '0', '.', '-'), (place, letter) => {
    const changed = pass.slice(0, place) + letter + pass.slice(place + 1);
    expect(isPass(key, 'a', changed, now)).toBe(changed === pass);
  }));
});

test('a run that is not ready is not shared, nor is any that lists people', () => {
  expect(isShareable({ type: 'campaign_uptake', status: 'ready' })).toBe(true);
  expect(isShareable({ type: 'campaign_uptake', status: 'running' })).toBe(false);
  expect(isShareable({ type: 'subject_evidence', status: 'ready' })).toBe(false);
  expect(isShareable({ type: 'event_extract', status: 'ready' })).toBe(false);
});
