import { parseArgs } from 'node:util';
import type { CliCommand } from '@/cli/main';
import { cli, printJson } from '@/cli/usage';
import { findingAnswer } from '@/domain/findings/answer';
import { getCampaign } from '@/domain/campaigns/queries';
import { catchUp } from '@/domain/findings/commands/catch-up';
import { rejudgeEverything } from '@/domain/findings/commands/rejudge-everything';
import { packVersion } from '@/domain/findings/pack';
import { listFindings } from '@/domain/findings/queries';
import { sentenceOf } from '@/domain/findings/sentence';
import { severities } from '@/domain/findings/vocabulary';
import { words } from '@/domain/words/catalogue';

export const command: CliCommand = {
  usage: 'findings [--campaign C] [--rejudge] [--json]     what the rules found and is not resolved; exit 1 if a blocker is open; --rejudge judges everything anew first',
  async run(args) {
    const { values } = parseArgs({ args, options: { campaign: { type: 'string' }, rejudge: { type: 'boolean' }, json: { type: 'boolean' } } });
    if (values.campaign !== undefined) await getCampaign(cli, values.campaign);
    if (values.rejudge) await rejudgeEverything(cli, {});
    else await catchUp();
    const { rows } = await listFindings(cli, { campaign: values.campaign, size: 1_000_000 });
    const blocks = rows.some(({ severity, status, draft }) => severity === 'blocker' && !draft && (status === 'open' || status === 'acknowledged'));
    if (values.json) printJson({ pack: packVersion, blocked: blocks, findings: rows.map(findingAnswer) });
    else {
      for (const row of rows) process.stdout.write(`${row.severity.padEnd(7)}  ${row.rule}  ${row.type} ${row.object}${row.draft ? ' (draft)' : ''}  ${row.status}: ${sentenceOf(row, words('en'))}\n`);
      const count = (severity: string) => rows.filter((row) => row.severity === severity).length;
      process.stdout.write(`${severities.map((severity) => `${severity} ${count(severity)}`).join(', ')}. Pack ${packVersion}.${blocks ? ' A blocker is open.' : ' No blocker is open on what is in force.'}\n`);
    }
    return blocks ? 1 : 0;
  },
};
