import { z } from 'zod';
import { command } from '@/domain/command';
import { type Json } from '@/domain/evidence/canonical';
import { withheld } from '@/domain/evidence/log';
import { RuleSettings } from '@/domain/findings/settings';
import { readSettings } from '@/domain/findings/sql/read-settings';
import { rejudge } from '@/domain/findings/sql/rejudge';
import { newId } from '@/domain/ids';
import { findingSettings } from '@/db/schema';

export const ChangeThresholds = z.strictObject({ thresholds: RuleSettings, reason: z.string('required').trim().min(1, 'required').max(500, 'too_long') });

/** Sets the thresholds of the rules, which are ours and not the law's, and judges everything by them at once. */
export const changeThresholds = command({
  action: 'findings.settings',
  permission: 'findings:override',
  input: ChangeThresholds,
  async run({ tx, client, actor, input: { thresholds, reason }, now }) {
    const before = await readSettings(client);
    await tx.insert(findingSettings).values({ id: newId(now), thresholds, reason, author: actor.id, recordedAt: now });
    await rejudge(client, null, now);
    return { result: thresholds, object: { type: 'findings', id: 'thresholds' }, before: before satisfies Json, after: { thresholds: thresholds satisfies Json, reason: withheld(reason) } };
  },
});
