import { beforeAll, describe, expect, it } from 'vitest';
import { createUser } from '@/domain/access/commands/create-user';
import type { Role } from '@/domain/access/vocabulary';
import { acknowledgeFinding, reopenFinding } from '@/domain/findings/commands/acknowledge-finding';
import { assignFinding } from '@/domain/findings/commands/assign-finding';
import { catchUp } from '@/domain/findings/commands/catch-up';
import { overrideFinding } from '@/domain/findings/commands/override-finding';
import { openBlockers } from '@/domain/findings/blocker-queries';
import { getFinding } from '@/domain/findings/finding-queries';
import { listFindings } from '@/domain/findings/queries';
import type { RuleId } from '@/domain/findings/vocabulary';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { decidePurpose } from '@/domain/purposes/commands/decide-purpose';
import { endPurpose } from '@/domain/purposes/commands/end-purpose';
import { revisePurpose } from '@/domain/purposes/commands/revise-purpose';
import { submitPurpose } from '@/domain/purposes/commands/submit-purpose';
import { asRole, system } from '@/db/testing/actors';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

const people: Record<string, { kind: 'user'; id: string; role: Role }> = {};
const person = (name: string) => people[name] ?? asRole('manager');
const bare = { title: 'Show ads', owner: 'DPO', bases: [{ jurisdiction: 'DE', basis: 'not_stated' }] };
const based = { ...bare, bases: [{ jurisdiction: 'DE', basis: 'contract' }] };
const advertising = { ...based, purposeTerms: ['dpv:Advertising'] };
let counter = 0;

beforeAll(async () => {
  for (const [name, role] of [['dpo', 'dpo'], ['legal', 'legal'], ['manager', 'manager']] as const) {
    const { id } = await createUser(system, { email: `${name}@example.org`, name, role, language: 'en' });
    people[name] = { kind: 'user', id, role };
  }
});

async function entered(record: object): Promise<string> {
  const key = `F-${(counter += 1)}`;
  await createPurpose(person('legal'), { key, record, reason: 'new' });
  return key;
}

async function approved(record: object): Promise<string> {
  const key = await entered(record);
  await approve(key, 1);
  return key;
}

async function approve(key: string, version: number): Promise<void> {
  await submitPurpose(person('legal'), { key, version, reviewer: person('dpo').id });
  await decidePurpose(person('dpo'), { key, version, decision: 'approved' });
}

const revise = (key: string, basedOn: number, record: object) => revisePurpose(person('legal'), { key, basedOn, record, reason: 'mended' });
const findingsOn = async (key: string, more: object = {}, now?: Date) => (await listFindings(person('dpo'), { id: key, size: 100, ...more }, now)).rows;
async function findingOf(key: string, rule: RuleId, more: object = { standing: 'in_force', status: 'all' }, now?: Date) {
  const [found] = await findingsOn(key, { rule, ...more }, now);
  if (!found) throw new Error(`${rule} does not stand on ${key}`);
  return found;
}
const stepsOf = async (id: string) => (await getFinding(person('dpo'), id)).steps.map(({ step }) => step);

describe('a finding', () => {
  it('is there when the save returns, on a draft first, which holds back nothing', async () => {
    const key = await entered(bare);
    expect(await findingOf(key, 'LB-01', {})).toMatchObject({ draft: true, severity: 'blocker', jurisdiction: 'DE', status: 'open', days: 0, places: [{ type: 'purpose', id: key, path: 'bases.0.basis' }] });
    expect((await openBlockers(person('dpo'))).has(key)).toBe(false);
    await approve(key, 1);
    expect(await findingsOn(key, { standing: 'draft' })).toEqual([]);
    expect((await openBlockers(person('dpo'), { only: [key] })).get(key)).toContainEqual({ rule: 'LB-01', finding: (await findingOf(key, 'LB-01')).id, jurisdiction: 'DE' });
  });

  it('is resolved by the facts when they are mended and in force, and says so when it comes back', async () => {
    const key = await approved(bare);
    const { id } = await findingOf(key, 'LB-01');
    await revise(key, 1, based);
    expect(await findingOf(key, 'LB-01')).toMatchObject({ status: 'open' });
    expect(await findingsOn(key, { rule: 'LB-01', standing: 'draft' })).toEqual([]);
    await approve(key, 2);
    expect(await findingOf(key, 'LB-01')).toMatchObject({ id, status: 'resolved' });
    await revise(key, 2, bare);
    await approve(key, 3);
    expect(await findingOf(key, 'LB-01')).toMatchObject({ id, status: 'open', cameBack: true });
    expect(await stepsOf(id)).toEqual(['opened', 'resolved', 'came_back']);
  });

  it('leaves with its purpose, and the worker finds nothing more to change', async () => {
    const key = await approved(bare);
    await endPurpose(person('legal'), { key, version: 1, reason: 'over' });
    expect(await findingsOn(key)).toEqual([]);
    const before = (await listFindings(person('dpo'), { status: 'all', size: 1000 })).rows;
    expect(await catchUp()).toBe(true);
    expect(await catchUp()).toBe(false);
    expect((await listFindings(person('dpo'), { status: 'all', size: 1000 })).rows).toEqual(before);
  });
});

describe('what people say of a finding', () => {
  it('is acknowledged with a note and evidence, and goes on holding back', async () => {
    const key = await approved(bare);
    const { id } = await findingOf(key, 'LB-01');
    const seq = await nextSeq();
    await acknowledgeFinding(person('legal'), { finding: id, note: 'We look at it' });
    expect(await findingOf(key, 'LB-01')).toMatchObject({ status: 'acknowledged' });
    expect((await openBlockers(person('dpo'), { only: [key] })).get(key)?.map(({ finding }) => finding)).toContain(id);
    const [entry] = await entriesFrom(seq);
    expect(entry).toMatchObject({ action: 'finding.acknowledge', object: { type: 'finding', id }, before: { rule: 'LB-01', status: 'open', on: { id: key } }, after: { status: 'acknowledged' } });
    expect(JSON.stringify(entry)).not.toContain('We look at it');
    await reopenFinding(person('legal'), { finding: id, reason: 'No, not yet' });
    expect(await stepsOf(id)).toEqual(['opened', 'acknowledged', 'reopened']);
  });

  it('is overridden by the DPO alone, where the rule leaves room, until a day on which it is open again by itself', async () => {
    const key = await approved(advertising);
    const finding = (await findingOf(key, 'LB-03')).id;
    for (const name of ['legal', 'manager']) await expect(overrideFinding(person(name), { finding, reason: 'x', until: '2099-01-01' })).rejects.toMatchObject({ code: 'denied' });
    await expect(overrideFinding(person('dpo'), { finding, reason: 'x', until: '2020-01-01' })).rejects.toMatchObject({ code: 'invalid', options: { fields: [{ field: 'until', message: 'day_ahead' }] } });
    await expect(overrideFinding(person('dpo'), { finding, reason: ' ', until: '2099-01-01' })).rejects.toMatchObject({ code: 'invalid' });
    const tomorrow = new Date(Date.now() + 86_400_000);
    const day = tomorrow.toISOString().slice(0, 10);
    await overrideFinding(person('dpo'), { finding, reason: 'The authority said so', until: day });
    const held = async (now?: Date) => ((await openBlockers(person('dpo'), { only: [key], now })).get(key) ?? []).some((blocker) => blocker.finding === finding);
    expect(await findingOf(key, 'LB-03')).toMatchObject({ status: 'overridden', overriddenUntil: day });
    expect(await held()).toBe(false);
    const later = new Date(`${day}T00:00:00Z`);
    expect(await held(later)).toBe(true);
    expect(await findingOf(key, 'LB-03', {}, later)).toMatchObject({ status: 'open', overriddenUntil: null });
    await catchUp(() => later);
    expect(await stepsOf(finding)).toEqual(['opened', 'overridden', 'override_ended']);
  });

  it('cannot be overridden where the pack has no star, nor said anything of once the facts have resolved it', async () => {
    const key = await approved(bare);
    const { id } = await findingOf(key, 'LB-01');
    await expect(overrideFinding(person('dpo'), { finding: id, reason: 'x', until: '2099-01-01' })).rejects.toMatchObject({ code: 'conflict', options: { detail: 'not_overridable' } });
    await revise(key, 1, based);
    await approve(key, 2);
    await expect(acknowledgeFinding(person('dpo'), { finding: id, note: 'x' })).rejects.toMatchObject({ code: 'conflict', options: { detail: 'resolved_already' } });
  });

  it('is given to somebody who may act on it, by a day, and nobody else', async () => {
    const key = await approved(bare);
    const finding = (await findingOf(key, 'LB-01')).id;
    await expect(assignFinding(person('dpo'), { finding, assignee: person('manager').id })).rejects.toMatchObject({ code: 'invalid', options: { fields: [{ field: 'assignee', message: 'choose' }] } });
    await assignFinding(person('dpo'), { finding, assignee: person('legal').id, due: '2031-05-06' });
    expect(await findingOf(key, 'LB-01')).toMatchObject({ assignee: { name: 'legal' }, due: '2031-05-06' });
    expect(await findingsOn(key, { assignee: person('legal').id })).toHaveLength(1);
    await assignFinding(person('dpo'), { finding, assignee: null });
    expect(await findingOf(key, 'LB-01')).toMatchObject({ assignee: null, due: null });
  });

  it('is refused from whoever may only read', async () => {
    const key = await approved(bare);
    const finding = (await findingOf(key, 'LB-01')).id;
    for (const role of ['manager', 'auditor', 'admin'] as const) {
      await expect(acknowledgeFinding(asRole(role), { finding, note: 'x' })).rejects.toMatchObject({ code: 'denied' });
      await expect(assignFinding(asRole(role), { finding, assignee: null })).rejects.toMatchObject({ code: 'denied' });
      await expect(reopenFinding(asRole(role), { finding, reason: 'x' })).rejects.toMatchObject({ code: 'denied' });
      expect((await getFinding(asRole(role), finding)).id).toBe(finding);
    }
  });
});
