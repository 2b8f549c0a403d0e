import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, needed, printJson, printTable } from '@/cli/usage';
import { clearanceAnswer } from '@/domain/clearance/answer';
import { checkClearance } from '@/domain/clearance/check-queries';
import { readClearance } from '@/domain/clearance/queries';
import { ClearanceRequest } from '@/domain/clearance/schemas';
import { stopList } from '@/domain/clearance/stop-list';
import { parse } from '@/domain/command';

export const command: CliCommand = {
  usage: `clearance show <campaign> [--as-of T] [--json]
clearance check <campaign> <purpose>     identifiers on standard input, one a line, 10,000 at most; verdicts by line as JSON (exit 1 if one must not be shared)
clearance key                            a key for one recipient, shown once and not kept
clearance stop <campaign> <purpose> --key FILE     identifiers on standard input, any number; those who must not be shared as HMAC-SHA-256 under the recipient's key, one a line`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { 'as-of': { type: 'string' }, key: { type: 'string' }, json: { type: 'boolean' } } });
    const [verb, campaign, purpose] = positionals;
    if (verb === 'key') process.stdout.write(`${randomBytes(32).toString('hex')}\n`);
    else if (verb === 'show') await show(needed(campaign, 'The campaign'), values['as-of'], values.json === true);
    else if (verb === 'check') return check(needed(campaign, 'The campaign'), needed(purpose, 'The purpose'));
    else if (verb === 'stop') {
      const asked = { campaign: needed(campaign, 'The campaign'), purpose: needed(purpose, 'The purpose'), key: keyIn(needed(values.key, '--key')) };
      for await (const piece of stopList(cli, asked, identifiersOf())) if (!process.stdout.write(piece)) await new Promise((resolve) => process.stdout.once('drain', resolve));
    } else throw new UsageError('clearance takes show, check, key or stop.');
    return 0;
  },
};

async function show(campaign: string, asOf: string | undefined, json: boolean): Promise<void> {
  const asked = parse(ClearanceRequest, { campaign, as_of: asOf });
  const answer = clearanceAnswer(await readClearance(cli, { campaign, asOf: asked.as_of }));
  if (json) return printJson(answer);
  printTable(['purpose', 'jurisdiction', 'basis', 'may', 'of', 'must not', 'halted by'], answer.sharings.map((one) => [one.purpose, one.jurisdiction, one.basis ?? '', String(one.cleared ?? '-'), String(one.population ?? '-'), String(one.must_not ?? '-'), [...one.halts, ...one.blockers.map(({ rule }) => rule)].join(' ')]));
}

async function check(campaign: string, purpose: string): Promise<number> {
  const identifiers: string[] = [];
  for await (const identifier of identifiersOf()) identifiers.push(identifier);
  const answer = await checkClearance(cli, { campaign, purpose, identifiers });
  printJson(answer);
  return answer.must_not > 0 ? 1 : 0;
}

/** A recipient's key as `clearance key` prints it; on the command line itself it would stand in the history of the shell. */
function keyIn(file: string): Buffer {
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new UsageError('The file of --key must hold 64 lower-case hex digits, as "clearance key" prints them.');
  return Buffer.from(text, 'hex');
}

/** Lines of standard input that are not empty, one at a time. */
async function* identifiersOf(): AsyncGenerator<string> {
  let isFirst = true;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const identifier = isFirst ? line.replace(/^\uFEFF/, '') : line;
    isFirst = false;
    if (identifier !== '') yield identifier;
  }
}
