import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bulkEdit } from '@/domain/purposes/commands/bulk-edit';
import { changeRegisterSettings } from '@/domain/purposes/commands/change-settings';
import { commentPurpose, settleComment } from '@/domain/purposes/commands/comment-purpose';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { decidePurpose } from '@/domain/purposes/commands/decide-purpose';
import { endPurpose } from '@/domain/purposes/commands/end-purpose';
import { revisePurpose } from '@/domain/purposes/commands/revise-purpose';
import { submitPurpose } from '@/domain/purposes/commands/submit-purpose';
import { countFacets, listPurposes, readRegister } from '@/domain/purposes/queries';
import { type Dated, type Step, standingOf, versionAt } from '@/domain/purposes/standing';
import { records } from '@/domain/purposes/testing/generated-records';
import { getPurpose } from '@/domain/purposes/version-queries';
import { readQueue } from '@/domain/purposes/workflow-queries';
import { createUser } from '@/domain/access/commands/create-user';
import type { Role } from '@/domain/access/vocabulary';
import { asRole, system } from '@/db/testing/actors';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

const record = (more: object = {}) => ({ title: 'Show ads', owner: 'DPO', bases: [{ jurisdiction: 'DE', basis: 'contract' }], ...more });
const people: Record<string, { kind: 'user'; id: string; role: Role }> = {};
const person = (name: string) => people[name] ?? asRole('manager');
let counter = 0;
const newKey = () => `P-${(counter += 1)}`;
const entered = async (actor = person('dpo1'), more: object = {}) => {
  const key = newKey();
  await createPurpose(actor, { key, record: record(more), reason: 'new' });
  return key;
};

beforeAll(async () => {
  for (const [name, role] of [['dpo1', 'dpo'], ['dpo2', 'dpo'], ['legal1', 'legal'], ['legal2', 'legal']] as const) {
    const { id } = await createUser(system, { email: `${name}@example.org`, name, role, language: 'en' });
    people[name] = { kind: 'user', id, role };
  }
});

describe('a purpose and its versions', () => {
  it('enters the register as a draft, with its lists as rows and an entry of evidence', async () => {
    const seq = await nextSeq();
    const key = await entered(person('dpo1'), { dataUses: [{ category: 'IP address', terms: ['pd:IPAddress'], subjects: ['users'] }], recipients: [{ name: 'Meta', role: 'processor', country: 'IE' }] });
    expect(await getPurpose(person('dpo1'), key)).toMatchObject({ status: 'draft', approvedVersion: null, versions: [{ version: 1, status: 'draft', author: 'dpo1' }] });
    const [entry] = await entriesFrom(seq);
    expect(entry).toMatchObject({ action: 'purpose.create', object: { type: 'purpose', id: key }, after: { version: 1 } });
    expect(JSON.stringify(entry)).not.toContain('Show ads');
  });

  it('refuses who may not write, and a save on a version that is not the latest', async () => {
    const key = await entered();
    for (const role of ['manager', 'auditor', 'admin'] as const) await expect(revisePurpose(asRole(role), { key, basedOn: 1, record: record(), reason: 'x' })).rejects.toMatchObject({ code: 'denied' });
    await revisePurpose(person('dpo1'), { key, basedOn: 1, record: record({ owner: 'Legal' }), reason: 'x' });
    await expect(revisePurpose(person('dpo2'), { key, basedOn: 1, record: record(), reason: 'x' })).rejects.toMatchObject({ code: 'conflict', options: { detail: 'version_conflict' } });
  });
});

describe('the two times', () => {
  it('keep apart what was true and what was known', async () => {
    const key = await entered();
    const at = (text: string) => new Date(text);
    const clock = (text: string) => () => at(text);
    const save = (basedOn: number, owner: string, recorded: string, validFrom: string) => revisePurpose(person('dpo1'), { key, basedOn, record: record({ owner }), reason: 'x', validFrom }, clock(recorded));
    await save(1, 'since January', '2030-03-01T00:00:00Z', '2030-01-01T00:00:00Z');
    await save(2, 'since May', '2030-04-01T00:00:00Z', '2030-05-01T00:00:00Z');
    await save(3, 'January, corrected', '2030-06-01T00:00:00Z', '2030-01-01T00:00:00Z');
    const owner = async (asOf: string, knownAt: string) => (await readRegister(system, { asOf: at(asOf), knownAt: at(knownAt), keys: [key] }))[0]?.record.owner;
    expect(await owner('2030-02-01T00:00:00Z', '2030-02-01T00:00:00Z')).toBe('DPO');
    expect(await owner('2030-02-01T00:00:00Z', '2030-03-02T00:00:00Z')).toBe('since January');
    expect(await owner('2030-02-01T00:00:00Z', '2030-07-01T00:00:00Z')).toBe('January, corrected');
    expect(await owner('2030-05-02T00:00:00Z', '2030-07-01T00:00:00Z')).toBe('since May');
    expect(await owner('2030-04-30T00:00:00Z', '2030-05-02T00:00:00Z')).toBe('since January');
  });

  it('give, after each of 1,000 random edits, what a replay of the edits gives', { timeout: 300_000 }, async () => {
    type Saved = Dated & { owner: string };
    const model = new Map<string, { versions: Saved[]; steps: Step[] }>();
    const start = Date.parse('2031-01-01T00:00:00Z');
    const day = (n: number) => new Date(start + n * 3_600_000);
    const keys = ['T-1', 'T-2', 'T-3', 'T-4'];
    const random = fc.sample(fc.record({ key: fc.constantFrom(...keys), back: fc.integer({ min: -200, max: 50 }), end: fc.integer({ min: 0, max: 30 }), asOf: fc.integer({ min: -250, max: 1_100 }), knownAt: fc.integer({ min: 0, max: 1_100 }) }), { numRuns: 1_000, seed: 20_261_124 });
    for (const [n, { key, back, end, asOf, knownAt }] of random.entries()) {
      const now = day(n);
      const validFrom = day(n + back);
      const own = model.get(key) ?? { versions: [], steps: [] };
      model.set(key, own);
      const version = own.versions.length + 1;
      const owner = `edit ${n}`;
      const clock = () => now;
      if (version > 1 && end === 0 && own.steps.at(-1)?.version !== version - 1) {
        await endPurpose(system, { key, version: version - 1, effectiveFrom: validFrom.toISOString(), reason: 'over' }, clock);
        own.steps.push({ version: version - 1, step: 'ended', effectiveFrom: validFrom, recordedAt: now });
      } else {
        if (version === 1) await createPurpose(system, { key, record: record({ owner }), reason: 'x', validFrom: validFrom.toISOString() }, clock);
        else await revisePurpose(system, { key, basedOn: version - 1, record: record({ owner }), reason: 'x', validFrom: validFrom.toISOString() }, clock);
        own.versions.push({ version, validFrom, recordedAt: now, owner });
      }
      for (const at of [{ asOf: now, knownAt: now }, { asOf: day(asOf), knownAt: day(knownAt) }]) {
        const expected = keys.flatMap((one) => {
          const held = model.get(one);
          const chosen = held && versionAt(held.versions, at);
          return chosen ? [{ key: one, version: chosen.version, owner: chosen.owner, status: standingOf(chosen.version, held.steps, at) }] : [];
        });
        const { rows } = await listPurposes(system, { at, q: 'T-', sort: 'key', descending: false, page: 1, size: 100 });
        expect(rows.map((row) => ({ key: row.key, version: row.version, owner: row.owner, status: row.status })), `edit ${n}`).toEqual(expected);
      }
    }
    const last = { asOf: day(400), knownAt: day(700) };
    expect((await readRegister(system, { ...last, keys })).map(({ key, version, status }) => ({ key, version, status }))).toEqual(
      keys.flatMap((key) => {
        const held = model.get(key);
        const chosen = held && versionAt(held.versions, last);
        return chosen ? [{ key, version: chosen.version, status: standingOf(chosen.version, held.steps, last) }] : [];
      }),
    );
  });
});

describe('a review', () => {
  it('goes from draft to approved by somebody who did not write it; an edit reopens while the approved version stays in force', async () => {
    const key = await entered(person('legal1'));
    await submitPurpose(person('legal1'), { key, version: 1, reviewer: person('dpo1').id, reviewBy: '2030-01-01', reason: 'please look' });
    expect((await readQueue(person('dpo1'), '2030-01-01')).mine.map((row) => row.key)).toContain(key);
    await decidePurpose(person('dpo1'), { key, version: 1, decision: 'changes_requested', reason: 'name the interest' });
    await revisePurpose(person('legal1'), { key, basedOn: 1, record: record({ owner: 'answered' }), reason: 'answered' });
    await submitPurpose(person('legal1'), { key, version: 2, reviewer: person('dpo1').id });
    await decidePurpose(person('dpo1'), { key, version: 2, decision: 'approved' });
    expect(await getPurpose(system, key)).toMatchObject({ status: 'approved', approvedVersion: 2 });
    await revisePurpose(person('dpo1'), { key, basedOn: 2, record: record({ owner: 'later' }), reason: 'later' });
    expect(await getPurpose(system, key)).toMatchObject({ status: 'draft', approvedVersion: 2 });
    const [inForce] = await readRegister(system, { asOf: new Date(), knownAt: new Date(), inForce: true, keys: [key] });
    expect(inForce).toMatchObject({ version: 2, status: 'approved', record: { owner: 'answered' } });
    await submitPurpose(person('dpo1'), { key, version: 3, reviewer: person('legal2').id });
    await expect(decidePurpose(person('dpo2'), { key, version: 3, decision: 'approved' })).rejects.toMatchObject({ code: 'denied' });
    await decidePurpose(person('legal2'), { key, version: 3, decision: 'approved' });
    expect(await getPurpose(system, key)).toMatchObject({ approvedVersion: 3, steps: [{ step: 'submitted' }, { step: 'changes_requested' }, { step: 'submitted' }, { step: 'approved' }, { step: 'submitted' }, { step: 'approved' }] });
  });

  it('is refused to the author, to the author of any version since the one in force, and to legal where no DPO wrote it', async () => {
    const own = await entered(person('dpo1'));
    await expect(submitPurpose(person('dpo1'), { key: own, version: 1, reviewer: person('dpo1').id })).rejects.toMatchObject({ options: { detail: 'reviewer_is_author' } });
    await revisePurpose(person('dpo2'), { key: own, basedOn: 1, record: record(), reason: 'a comma' });
    await expect(submitPurpose(person('dpo2'), { key: own, version: 2, reviewer: person('dpo1').id })).rejects.toMatchObject({ options: { detail: 'reviewer_is_author' } });
    const byLegal = await entered(person('legal1'));
    await expect(submitPurpose(person('legal1'), { key: byLegal, version: 1, reviewer: person('legal2').id })).rejects.toMatchObject({ options: { detail: 'reviewer_role' } });
  });

  it('of one’s own work needs the setting and a reason, and the record says so', async () => {
    const key = await entered(person('dpo1'));
    await expect(changeRegisterSettings(asRole('manager'), { ownApproval: true, reason: 'x' })).rejects.toMatchObject({ code: 'denied' });
    await changeRegisterSettings(person('dpo1'), { ownApproval: true, reason: 'One person holds both offices' });
    await submitPurpose(person('dpo1'), { key, version: 1, reviewer: person('dpo1').id });
    await expect(decidePurpose(person('dpo1'), { key, version: 1, decision: 'approved' })).rejects.toMatchObject({ options: { detail: 'reason_needed' } });
    await decidePurpose(person('dpo1'), { key, version: 1, decision: 'approved', reason: 'We are two people' });
    expect((await getPurpose(system, key)).steps.at(-1)).toMatchObject({ step: 'approved', ownWork: true, reason: 'We are two people' });
    await changeRegisterSettings(person('dpo1'), { ownApproval: false, reason: 'A second DPO' });
  });

  it('keeps remarks on fields, answers to them, and that one is settled', async () => {
    const key = await entered();
    await expect(commentPurpose(person('dpo2'), { key, version: 1, path: 'no.such.field', text: 'x' })).rejects.toMatchObject({ code: 'invalid' });
    const { id } = await commentPurpose(person('dpo2'), { key, version: 1, path: 'bases.interest', text: 'Whose interest?' });
    await commentPurpose(person('dpo1'), { key, version: 1, text: 'Ours.', answers: id });
    await settleComment(person('dpo2'), { key, comment: id, text: 'Thanks.' });
    expect((await getPurpose(system, key)).comments.map(({ path, text, settles }) => [path, text, settles])).toEqual([['bases.interest', 'Whose interest?', false], ['bases.interest', 'Ours.', false], ['bases.interest', 'Thanks.', true]]);
  });

  it('of several entries at once is one version and one entry of evidence each, all or none', async () => {
    const [a, b] = [await entered(), await entered()];
    await expect(bulkEdit(person('dpo1'), { purposes: [{ key: a, version: 1 }, { key: b, version: 7 }], owner: 'New owner', reason: 'moved' })).rejects.toMatchObject({ code: 'conflict' });
    expect((await getPurpose(system, a)).versions).toHaveLength(1);
    const seq = await nextSeq();
    await bulkEdit(person('dpo1'), { purposes: [{ key: b, version: 1 }, { key: a, version: 1 }], owner: 'New owner', reviewDue: '2031-01-01', reason: 'moved' });
    expect((await entriesFrom(seq)).map(({ action, object }) => [action, object.id])).toEqual([a, b].sort().map((key) => ['purpose.revise', key]));
    expect((await getPurpose(system, a)).versions[0]?.record).toMatchObject({ owner: 'New owner', timing: { reviewDue: '2031-01-01' } });
  });
});

describe('lists', () => {
  it('filter by basis, jurisdiction and everything under a term, and count what each choice would show', async () => {
    const key = await entered(person('dpo1'), { title: 'Facet target', purposeTerms: ['dpv:TargetedAdvertising'], bases: [{ jurisdiction: 'XF', basis: 'consent' }] });
    const base = { sort: 'key', descending: false, page: 1, size: 10 } as const;
    for (const filter of [{ under: 'dpv:Marketing' }, { jurisdiction: 'XF' }, { basis: 'consent', q: 'Facet' }] as const) expect((await listPurposes(system, { ...base, ...filter })).rows.map((row) => row.key)).toEqual([key]);
    expect((await listPurposes(system, { ...base, under: 'dpv:ResearchAndDevelopment' })).total).toBe(0);
    const facets = await countFacets(system, { jurisdiction: 'XF', basis: 'contract' });
    expect(facets.basis).toEqual([{ value: 'consent', count: 1 }]);
    expect(facets.jurisdiction.find(({ value }) => value === 'XF')).toBeUndefined();
  });

  it('keep any record as it was saved', async () => {
    for (const [n, generated] of fc.sample(records, { numRuns: 60, seed: 7 }).entries()) {
      const key = `G-${n}`;
      await createPurpose(system, { key, record: generated, reason: 'generated' });
      expect((await getPurpose(system, key)).versions[0]?.record).toEqual(generated);
    }
  });
});
