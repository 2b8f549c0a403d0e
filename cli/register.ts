import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, needed, printJson, printTable } from '@/cli/usage';
import { parse } from '@/domain/command';
import { importRegister } from '@/domain/purposes/commands/import-register';
import { layouts } from '@/domain/purposes/exchange/layouts';
import { planFile, wantedOf } from '@/domain/purposes/exchange/plan-file';
import type { ImportPlan } from '@/domain/purposes/exchange/plan-import';
import { RegisterQuestion } from '@/domain/purposes/schemas';
import { exportFormats, exportRegister } from '@/domain/reports/register-export';
import { languages } from '@/domain/words/vocabulary';

export const command: CliCommand = {
  usage: `register import <file> [--reason R] [--dry-run] [--json]
                                         takes a register in: JSON, XLSX, CSV, a Fides manifest or a CISO Assistant workbook; all or nothing
register export [--format json|jsonld|csv|xlsx] [--layout full|ico|cnil] [--as-of T] [--known-at T] [--in-force] [--language en|de] [--out FILE]
                                         the register as it stands or stood; to standard output without --out`,
  async run([verb, ...args]) {
    if (verb === 'import') return take(args);
    if (verb === 'export') return give(args);
    throw new UsageError('register takes import or export.');
  },
};

async function take(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { reason: { type: 'string' }, 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } } });
  const file = needed(positionals[0], 'The file');
  const plan = await planFile(cli, file, readFileSync(file));
  const wanted = wantedOf(plan);
  const refused = plan.problems.length > 0;
  const imported = refused || values['dry-run'] || wanted.length === 0 ? null : await importRegister(cli, { entries: wanted, reason: values.reason ?? `Imported from ${path.basename(file)}` });
  if (values.json) printJson({ ...summary(plan), problems: plan.problems, without_home: plan.homeless, imported });
  else print(plan, imported !== null);
  return refused ? 1 : 0;
}

const summary = ({ entries }: ImportPlan) => Object.fromEntries((['create', 'change', 'same', 'refuse'] as const).map((does) => [does, entries.filter((entry) => entry.does === does).length]));

function print(plan: ImportPlan, done: boolean): void {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(Object.entries(summary(plan)).map(([does, n]) => `${does} ${n}`).join(', '));
  if (plan.problems.length > 0) printTable(['sheet', 'row', 'column', 'problem', 'written', 'did you mean'], plan.problems.map(({ sheet, row, column, problem, written, nearest }) => [sheet, String(row), column, problem, written.slice(0, 40), nearest ?? '']));
  for (const { where, field, value } of plan.homeless) say(`no home: ${where}${field === '' ? '' : `: ${field}`}${value === '' ? '' : ` = ${value}`}`);
  say(done ? 'All of it is stored.' : 'Nothing is stored.');
}

async function give(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { format: { type: 'string', default: 'json' }, layout: { type: 'string', default: 'full' }, 'as-of': { type: 'string' }, 'known-at': { type: 'string' }, 'in-force': { type: 'boolean' }, language: { type: 'string', default: 'en' }, out: { type: 'string' } },
  });
  const now = new Date();
  const { as_of: asOf = now, known_at: knownAt = now } = parse(RegisterQuestion, { as_of: values['as-of'], known_at: values['known-at'] });
  const reading = { asOf, knownAt, inForce: values['in-force'] ?? false };
  const file = await exportRegister(cli, { format: oneOf(exportFormats, values.format, 'format'), layout: oneOf(layouts, values.layout, 'layout'), language: oneOf(languages, values.language, 'language'), reading });
  if (values.out === undefined) process.stdout.write(file.bytes);
  else writeFileSync(values.out, file.bytes);
  return 0;
}

function oneOf<const Choice extends string>(choices: readonly Choice[], given: string, what: string): Choice {
  const found = choices.find((choice) => choice === given);
  if (found === undefined) throw new UsageError(`--${what} takes ${choices.join(', ')}.`);
  return found;
}
