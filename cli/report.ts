import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { CliCommand } from '@/cli/main';
import { cli, needed } from '@/cli/usage';
import { requestReport } from '@/domain/reports/commands/request-report';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import { bundleName, getRun, openFile } from '@/domain/reports/queries';

/** What decision 014 promises, in ms, and a little more. */
const publishedWithin = 75_000;
/** Short names of the types asked for most; all others by their own. */
const types: Record<string, string> = { campaign: 'campaign_uptake', record: 'article_30_record', processor: 'processor_record', transparency: 'transparency_table', findings: 'findings_and_clearance', dpo: 'dpo_periodic', subject: 'subject_evidence', events: 'event_extract' };

export const command: CliCommand = {
  usage: `report ${Object.keys(types).join('|')}\n    [--campaign C] [--jurisdiction J] [--layout full|ico|cnil] [--subject s_…] [--from T] [--as-of T] [--language en|de] [--countersign] --out DIR [--bundle]     makes a run and writes its files; with --bundle also the ZIP with its proof, which a running worker signs`,
  async run(args) {
    const text = { type: 'string' } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { campaign: text, jurisdiction: text, layout: text, subject: text, from: text, 'as-of': text, language: { type: 'string', default: 'en' }, out: text, bundle: { type: 'boolean', default: false }, countersign: { type: 'boolean', default: false } } });
    const asked = needed(positionals[0], 'The report type');
    const out = needed(values.out, '--out');
    const { campaign, jurisdiction, layout, subject, from, language } = values;
    const { number } = await requestReport(cli, { type: types[asked] ?? asked, campaign, jurisdiction, layout, subject, from, as_of: values['as-of'], language, countersign: values.countersign });
    for (;;) {
      const { status, failure } = await getRun(cli, number);
      if (status === 'ready') break;
      if (status === 'failed' || status === 'cancelled') {
        process.stderr.write(`Report ${number} ${status}. ${failure ?? ''}\n`);
        return 1;
      }
      // A running worker may take it first; otherwise this process makes it.
      if ((await runNextReport()) === null) await pause(500);
    }
    mkdirSync(out, { recursive: true });
    const { files } = await getRun(cli, number);
    for (const { name, sha256 } of files) {
      await pipeline((await openFile(cli, number, name)).chunks, createWriteStream(path.join(out, name)));
      process.stdout.write(`${sha256}  ${name}\n`);
    }
    if (!values.bundle || (await writeBundle(number, out))) return 0;
    process.stderr.write(`Report ${number} is made, but the log has not published its manifest: a running worker does, within a minute. Start Noticeboard, then fetch ${bundleName(number)} from the page of the report or over the API.\n`);
    return 1;
  },
};

/** Writes the bundle as pages and API give it, once the log has published the report's manifest; whether it did in time. */
async function writeBundle(number: number, out: string): Promise<boolean> {
  for (const end = Date.now() + publishedWithin; !(await getRun(cli, number)).sealed; await pause(500)) if (Date.now() > end) return false;
  const name = bundleName(number);
  const digest = createHash('sha256');
  await pipeline((await openFile(cli, number, name)).chunks, async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      digest.update(chunk);
      yield chunk;
    }
  }, createWriteStream(path.join(out, name)));
  process.stdout.write(`${digest.digest('hex')}  ${name}\n`);
  return true;
}
