import { z } from 'zod';
import { actorOf } from '@/app/api/v1/actor';
import { json, jsonBody } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { recordConduct } from '@/domain/campaigns/commands/record-conduct';
import { describeCampaign } from '@/domain/campaigns/queries';
import { parse } from '@/domain/command';
import { addNotice } from '@/domain/uptake/commands/add-notice';
import { moveDeadline } from '@/domain/uptake/commands/move-deadline';
import { setLegalHold } from '@/domain/uptake/commands/set-legal-hold';
import { setRetention } from '@/domain/uptake/commands/set-retention';

export const dynamic = 'force-dynamic';

const Change = z.record(z.string(), z.unknown());
type Context = { params: Promise<{ campaign: string }> };

export const GET = handle(async (request, context: Context) => json(await describeCampaign(await actorOf(request), (await context.params).campaign)));

const Patch = z.union([z.strictObject({ deadline: Change }), z.strictObject({ legal_hold: Change }), z.strictObject({ retention: Change }), z.strictObject({ conduct: Change }), z.strictObject({ notice: Change })], { error: 'Give exactly one of deadline, notice, legal_hold, retention and conduct.' });

/**
 * Adds a deadline entry `{"deadline": {"at", "area", "since", "reason"}}` or a notice in the form of contract section 7 `{"notice": {…}}`, sets or lifts a hold `{"legal_hold": {"on", "reason"}}`, changes how long events are
 * kept `{"retention": {"days", "reason"}}`, or records one entry of how the campaign is conducted `{"conduct": {"kind", "entry"}}`. Everything else of a
 * campaign stands as it was announced.
 */
export const PATCH = handle(async (request, context: Context) => {
  const actor = await actorOf(request, 'campaigns:write');
  const { campaign } = await context.params;
  const patch = parse(Patch, await jsonBody(request));
  if ('deadline' in patch) await moveDeadline(actor, { ...patch.deadline, campaign });
  else if ('notice' in patch) await addNotice(actor, { notice: patch.notice, campaign });
  else if ('legal_hold' in patch) await setLegalHold(actor, { ...patch.legal_hold, campaign });
  else if ('conduct' in patch) await recordConduct(actor, { ...patch.conduct, campaign });
  else await setRetention(actor, { ...patch.retention, campaign });
  return json(await describeCampaign(actor, campaign));
});
