import { command } from '@/domain/command';
import { conflict } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { lockedPurpose } from '@/domain/purposes/commands/current-version';
import { writeStep } from '@/domain/purposes/commands/write-step';
import { EndPurpose } from '@/domain/purposes/schemas';

/** Ends an entry from an instant on (now where nothing is said). Nothing is deleted: its versions stay, and saving one more reopens it as a draft. */
export const endPurpose = command({
  action: 'purpose.end',
  permission: 'purposes:write',
  input: EndPurpose,
  async run({ tx, actor, input: { key, version, effectiveFrom, reason }, now }) {
    const { row } = await lockedPurpose(tx, key, version);
    if (row.status === 'ended') throw conflict(`The purpose ${key} has ended already.`, 'ended_already');
    const since = effectiveFrom ?? now;
    await writeStep(tx, { purposeKey: key, version, step: 'ended', author: actor.id, reason, effectiveFrom: since }, { status: 'ended', reviewer: null, reviewBy: null }, now);
    return { result: { key, version }, object: { type: 'purpose', id: key }, before: { version, status: row.status }, after: { version, status: 'ended', effective_from: since.toISOString(), reason: withheld(reason) } };
  },
});
