import type pg from 'pg';
import { comparison } from '@/domain/findings/compare';
import type { ExportFacts } from '@/domain/findings/export-facts';
import { type Judged, judgeEach } from '@/domain/findings/judge';
import { campaignRules, exportRules, packVersion, purposeRules } from '@/domain/findings/pack';
import type { Rule } from '@/domain/findings/rule';
import type { RuleSettings } from '@/domain/findings/settings';
import { readCampaignFacts } from '@/domain/findings/sql/read-campaign-facts';
import { readPurposeFacts } from '@/domain/findings/sql/read-purpose-facts';
import { readSettings } from '@/domain/findings/sql/read-settings';
import { lockFindings, storedFindings, writeChanges, writeOpened } from '@/domain/findings/sql/store';
import type { Touched } from '@/domain/findings/touched';
import type { RuleObject } from '@/domain/findings/vocabulary';

/**
 * Judges objects anew in the caller's transaction and writes down what changed: the purposes and campaigns named, with a campaign the purposes
 * its notices carry; everything where `touched` is null. What it writes depends on facts, thresholds and pack alone. Returns how many findings
 * were judged to stand.
 */
export async function rejudge(client: pg.ClientBase, touched: Touched | null, now: Date): Promise<number> {
  const purposes = touched && [...new Set([...touched.purposes, ...(await carriedBy(client, touched.campaigns))])].sort();
  if (purposes?.length === 0 && touched?.campaigns.length === 0) return 0;
  await lockFindings(client);
  const settings = await readSettings(client);
  const campaigns = touched && touched.campaigns;
  const onPurposes = await judgeAndWrite(client, { type: 'purpose', only: purposes, rules: purposeRules, objects: await readPurposeFacts(client, purposes, now), settings, now });
  return onPurposes + (await judgeAndWrite(client, { type: 'campaign', only: campaigns, rules: campaignRules, objects: await readCampaignFacts(client, campaigns, now), settings, now }));
}

/** Judges an export that was just made, in the transaction that publishes it. Returns how many findings stand on it. */
export async function judgeExport(client: pg.ClientBase, facts: ExportFacts, illustrative: boolean, now: Date): Promise<number> {
  await lockFindings(client);
  return judgeAndWrite(client, { type: 'export', only: [facts.id], rules: exportRules, objects: [{ type: 'export', id: facts.id, draft: false, illustrative, facts }], settings: await readSettings(client), now });
}

type Pass<Facts> = { type: RuleObject; only: readonly string[] | null; rules: readonly Rule<Facts, RuleSettings>[]; objects: readonly (Judged<Facts> & { illustrative: boolean })[]; settings: RuleSettings; now: Date };

async function judgeAndWrite<Facts>(client: pg.ClientBase, { type, only, rules, objects, settings, now }: Pass<Facts>): Promise<number> {
  if (only?.length === 0) return 0;
  const { take, rest } = comparison(await storedFindings(client, type, only), { today: now.toISOString().slice(0, 10), pack: packVersion });
  let standing = 0;
  function* opened() {
    for (const found of judgeEach(rules, objects, settings, now)) {
      standing += found.length;
      yield take(found);
    }
  }
  const illustrative = new Set(objects.filter((object) => object.illustrative).map(({ id }) => id));
  await writeOpened(client, opened(), { pack: packVersion, now, illustrative });
  await writeChanges(client, rest(), { pack: packVersion, now });
  return standing;
}

/** The purposes that notices of these campaigns name. */
async function carriedBy(client: pg.ClientBase, campaigns: readonly string[]): Promise<string[]> {
  if (campaigns.length === 0) return [];
  const found = await client.query<{ purpose: string }>(
    `select unnest(n.purposes) as purpose from notices n join campaigns c on c.id = n.campaign_id where c.key = any($1)
     union select l.purpose_key from notice_passages l join campaigns c on c.id = l.campaign_id where c.key = any($1) and l.unlinked_at is null`,
    [campaigns],
  );
  return found.rows.map(({ purpose }) => purpose);
}
