import type pg from 'pg';
import { RuleSettings, defaultSettings } from '@/domain/findings/settings';

/** The thresholds in force: the last ones recorded, ours as shipped where there are none. */
export async function readSettings(client: pg.ClientBase): Promise<RuleSettings> {
  const found = await client.query<{ thresholds: unknown }>('select thresholds from finding_settings order by recorded_at desc, id desc limit 1');
  return found.rows[0] ? RuleSettings.parse(found.rows[0].thresholds) : defaultSettings;
}
