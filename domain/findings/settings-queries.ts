import { type Actor, permit } from '@/domain/access/permissions';
import type { RuleSettings } from '@/domain/findings/settings';
import { readSettings } from '@/domain/findings/sql/read-settings';
import { snapshot } from '@/db/client';

export type Thresholds = { thresholds: RuleSettings; changed: { by: string; at: Date; reason: string } | null };

/** The thresholds in force, which are ours and not the law's, and who changed them last. */
export async function readThresholds(actor: Actor): Promise<Thresholds> {
  permit(actor, 'findings:read');
  return snapshot(async (client) => {
    const thresholds = await readSettings(client);
    const last = await client.query<{ by: string; at: Date; reason: string }>(
      `select coalesce(u.name, s.author) as by, s.recorded_at as at, s.reason from finding_settings s left join users u on u.id = s.author order by s.recorded_at desc, s.id desc limit 1`,
    );
    return { thresholds, changed: last.rows[0] ?? null };
  });
}
