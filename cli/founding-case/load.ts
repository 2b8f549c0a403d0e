import { foundingCampaign } from '@/cli/founding-case/campaign';
import { foundingEvents } from '@/cli/founding-case/events';
import { foundingPurposes } from '@/cli/founding-case/purposes';
import { cli } from '@/cli/usage';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { listCampaigns } from '@/domain/campaigns/queries';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { readRegister } from '@/domain/purposes/queries';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { listBatches } from '@/domain/uptake/batch-queries';

const reason = 'The founding case of January 2021, as the published sources leave it';

/** Loads the founding case through the same doors as real data: the campaign, the register, the events. What is there already is left alone. */
export async function loadFoundingCase(say: (line: string) => void): Promise<void> {
  const campaigns = await listCampaigns(cli);
  if (!campaigns.some((campaign) => campaign.key === foundingCampaign.key)) await createCampaign(cli, { file: foundingCampaign, illustrative: true });
  const known = new Set((await readRegister(cli, new Date())).map((purpose) => purpose.key));
  for (const { key, record } of foundingPurposes) {
    if (!known.has(key)) await createPurpose(cli, { key, record, reason, illustrative: true });
  }
  const batches = await listBatches(cli, { campaign: foundingCampaign.key });
  if (batches.some((batch) => batch.status === 'closed')) return say('The founding case is loaded already.');
  say('Loading the founding case: illustrative, synthetic events through the same door as real ones.');
  // One chunk: every timeline is then worked out once.
  const request = { campaign: foundingCampaign.key, format: 'ndjson', source: 'founding case (synthetic)' } as const;
  const answer = await importEvents(cli, request, foundingBody(), { folds: true });
  say(`${answer.received} events received, ${answer.stored} stored, ${answer.duplicates} duplicates, ${answer.rejected} rejected.`);
}

/** The founding case's events as the bytes of an NDJSON body. */
export async function* foundingBody(): AsyncGenerator<Uint8Array> {
  let held: string[] = [];
  for (const line of foundingEvents()) {
    held.push(line);
    if (held.length < 2_000) continue;
    yield Buffer.from(`${held.join('\n')}\n`);
    held = [];
  }
  yield Buffer.from(held.join('\n'));
}
