import { followCommands } from '@/domain/command';
import { rejudge } from '@/domain/findings/sql/rejudge';
import { touchedBy } from '@/domain/findings/touched';

/** From now on, in this process, every command judges what it touched in its own transaction (docs/decisions/012). */
export function judgeAsCommandsWrite(): void {
  followCommands(async ({ client, now }, entries) => {
    const touched = touchedBy(entries);
    if (touched.purposes.length + touched.campaigns.length > 0) await rejudge(client, touched, now);
  });
}
