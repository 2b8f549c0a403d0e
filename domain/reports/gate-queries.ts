import { eq } from 'drizzle-orm';
import type { Actor } from '@/domain/access/permissions';
import { conflict } from '@/domain/errors';
import { type Blocker, openBlockers } from '@/domain/findings/blocker-queries';
import type { Run } from '@/domain/reports/run';
import { database } from '@/db/client';
import { campaigns, notices } from '@/db/schema';

export type RunBlocker = Blocker & { purpose: string };

/**
 * The open blockers on what a run is about, by purpose: of a campaign's report those on the purposes its notices name, of any other
 * those on the whole register in force.
 */
export async function blockersOf(actor: Actor, run: Pick<Run, 'campaign'>, now: Date): Promise<RunBlocker[]> {
  const found = await openBlockers(actor, { only: run.campaign === null ? undefined : await purposesOf(run.campaign), now });
  return [...found].flatMap(([purpose, blockers]) => blockers.map((blocker) => ({ ...blocker, purpose })));
}

async function purposesOf(campaign: string): Promise<string[]> {
  const db = await database();
  const texts = await db.select({ purposes: notices.purposes }).from(notices).innerJoin(campaigns, eq(campaigns.id, notices.campaignId)).where(eq(campaigns.key, campaign));
  return [...new Set(texts.flatMap((text) => text.purposes))];
}

const named = 10;

/** Returns where nothing blocks, else throws `conflict` with the rules and purposes that do. */
export async function refuseBlocked(actor: Actor, run: Pick<Run, 'campaign'>, now: Date): Promise<void> {
  const blockers = await blockersOf(actor, run, now);
  if (blockers.length === 0) return;
  const list = [...new Set(blockers.map(({ rule, purpose }) => `${rule} on ${purpose}`))];
  const rest = list.length > named ? ` and ${list.length - named} more` : '';
  throw conflict(`Open blockers forbid signing: ${list.slice(0, named).join(', ')}${rest}. Resolve or override them first.`, 'open_blockers');
}
