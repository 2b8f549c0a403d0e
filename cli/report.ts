import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { CliCommand } from '@/cli/main';
import { cli, needed } from '@/cli/usage';
import { requestReport } from '@/domain/reports/commands/request-report';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import { getRun, openFile } from '@/domain/reports/queries';

/** Short names of the types asked for most; all others by their own. */
const types: Record<string, string> = { campaign: 'campaign_uptake', record: 'article_30_record', processor: 'processor_record', transparency: 'transparency_table', findings: 'findings_and_clearance', dpo: 'dpo_periodic', subject: 'subject_evidence', events: 'event_extract' };

export const command: CliCommand = {
  usage: `report ${Object.keys(types).join('|')}\n    [--campaign C] [--jurisdiction J] [--layout full|ico|cnil] [--subject s_…] [--from T] [--as-of T] [--language en|de] --out DIR     makes a run and writes its files`,
  async run(args) {
    const text = { type: 'string' } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { campaign: text, jurisdiction: text, layout: text, subject: text, from: text, 'as-of': text, language: { type: 'string', default: 'en' }, out: text } });
    const asked = needed(positionals[0], 'The report type');
    const out = needed(values.out, '--out');
    const { campaign, jurisdiction, layout, subject, from, language } = values;
    const { number } = await requestReport(cli, { type: types[asked] ?? asked, campaign, jurisdiction, layout, subject, from, as_of: values['as-of'], language });
    for (;;) {
      const { status, failure } = await getRun(cli, number);
      if (status === 'ready') break;
      if (status === 'failed' || status === 'cancelled') {
        process.stderr.write(`Report ${number} ${status}. ${failure ?? ''}\n`);
        return 1;
      }
      // A running worker may take it first; otherwise this process makes it.
      if ((await runNextReport()) === null) await new Promise((resolve) => setTimeout(resolve, 500));
    }
    mkdirSync(out, { recursive: true });
    const { files } = await getRun(cli, number);
    for (const { name, sha256 } of files) {
      await pipeline((await openFile(cli, number, name)).chunks, createWriteStream(path.join(out, name)));
      process.stdout.write(`${sha256}  ${name}\n`);
    }
    return 0;
  },
};
