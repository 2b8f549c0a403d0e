import { beforeAll, expect, test } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { supersedeReport, withdrawReport } from '@/domain/reports/commands/end-report';
import { requestReport } from '@/domain/reports/commands/request-report';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import { inputsDigest } from '@/domain/reports/digest';
import type { JsonValue, ReportFile } from '@/domain/reports/document';
import { collect } from '@/domain/reports/formats/chunks';
import { toJson } from '@/domain/reports/formats/json';
import { toXlsx } from '@/domain/reports/formats/xlsx';
import { openFile } from '@/domain/reports/queries';
import type { Render } from '@/domain/reports/render';
import { words } from '@/domain/words/catalogue';
import { connection } from '@/db/client';
import { asRole, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { personWithAuthenticator } from '@/db/testing/signer';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const start = Date.now();
let ticks = 0;
const tick = () => {
  ticks += 1;
  const at = new Date(start + ticks * 30_000);
  return { at, clock: () => at };
};
const file = campaignFile();
let dpo: Awaited<ReturnType<typeof personWithAuthenticator>>;
beforeAll(async () => {
  dpo = await personWithAuthenticator('dpo', tick().at);
  await createCampaign(system, { file });
});

const render: Render = async function* (document): AsyncGenerator<ReportFile> {
  yield toJson(document);
  yield toXlsx(document, words('en').reports.xlsx);
};

async function made(request: Record<string, unknown>, actor = dpo.actor) {
  const { clock } = tick();
  const { number } = await requestReport(actor, { language: 'en', ...request }, clock);
  expect(await runNextReport({ render, clock })).toEqual({ number, status: 'ready' });
  const json: { data: { [name: string]: JsonValue }; provenance: { label: string; value: string }[] } = JSON.parse((await collect((await openFile(dpo.actor, number, 'report.json')).chunks)).toString('utf8'));
  const { pool } = await connection();
  const manifest: { earlier: JsonValue; inputs_sha256: string } = JSON.parse((await pool.query<{ manifest: string }>('select manifest from report_manifests where run = $1', [number])).rows[0]?.manifest ?? '');
  const said = json.provenance.filter(({ label }) => label === 'Earlier report').map(({ value }) => value);
  const inputs = json.provenance.find(({ label }) => label.startsWith('Digest of the inputs'))?.value;
  return { number, data: json.data, said, inputs, manifest };
}

async function withdraw(number: number, reason: string) {
  const { at, clock } = tick();
  await withdrawReport(dpo.actor, { number, reason, code: dpo.code(at) }, clock);
  return at.toISOString();
}

test('a report says which earlier ones of its scope were superseded or withdrawn, when and why: in what is read, what is computed with, its digest and its manifest', async () => {
  const [first, second] = [await made({ type: 'article_30_record' }), await made({ type: 'article_30_record' })];
  expect([first.said, first.data.earlier_reports, first.manifest.earlier]).toEqual([[], undefined, []]);
  const withdrawn = await withdraw(first.number, 'A recipient was missing.');
  const third = await made({ type: 'article_30_record' });
  expect(third.data.earlier_reports).toEqual([{ report: first.number, ending: 'withdrawn', at: withdrawn, reason: 'A recipient was missing.', successor: null }]);
  expect(third.manifest.earlier).toEqual(third.data.earlier_reports);
  expect(third.said).toEqual([expect.stringMatching(new RegExp(`^Report ${first.number} of the same scope was withdrawn on .*: A recipient was missing\\.$`))]);
  expect(third.inputs).toBe(inputsDigest(third.data));
  expect(third.manifest.inputs_sha256).toBe(third.inputs);
  const { at, clock } = tick();
  await supersedeReport(dpo.actor, { number: second.number, successor: third.number, reason: 'Newer.', code: dpo.code(at) }, clock);
  const fourth = await made({ type: 'article_30_record', language: 'de' });
  expect(fourth.data.earlier_reports).toMatchObject([{ report: first.number }, { report: second.number, ending: 'superseded', successor: third.number, reason: 'Newer.' }]);
});

test('reports of another scope say nothing of it, nor one that is not to know there was an exact one', async () => {
  const exact = await made({ type: 'campaign_uptake', campaign: file.key, filters: { region: 'DE' } });
  await withdraw(exact.number, 'Counted twice.');
  expect((await made({ type: 'processor_record' })).said).toEqual([]);
  expect((await made({ type: 'campaign_uptake', campaign: file.key })).said).toEqual([]);
  expect((await made({ type: 'campaign_uptake', campaign: file.key, filters: { region: 'DE' } })).said).toHaveLength(1);
  const forManager = await made({ type: 'campaign_uptake', campaign: file.key, filters: { region: 'DE' } }, asRole('manager'));
  expect([forManager.said, forManager.manifest.earlier]).toEqual([[], []]);
});

test('what was known before an ending says nothing of it: the same run made again later is the same', async () => {
  const run = await made({ type: 'transparency_table', jurisdiction: 'DE' });
  const { pool } = await connection();
  const again = async () => {
    await pool.query(`update report_runs set status = 'queued' where number = $1`, [run.number]);
    await pool.query('delete from report_manifests where run = $1', [run.number]);
    expect(await runNextReport({ render, clock: tick().clock })).toEqual({ number: run.number, status: 'ready' });
    return (await pool.query('select name, sha256 from report_files where run = $1 order by name', [run.number])).rows;
  };
  const before = await again();
  const other = await made({ type: 'transparency_table', jurisdiction: 'DE' });
  await withdraw(other.number, 'Wrong.');
  expect(await again()).toEqual(before);
});
