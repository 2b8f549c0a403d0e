import { eq } from 'drizzle-orm';
import { type Actor, permit } from '@/domain/access/permissions';
import type { Conduct } from '@/domain/campaigns/conduct';
import { conductOf } from '@/domain/campaigns/sql/read-conduct';
import { missing } from '@/domain/errors';
import { database } from '@/db/client';
import { campaigns } from '@/db/schema';

/** Every entry of how a campaign is conducted, by kind, oldest first. Throws `missing`. */
export async function readConduct(actor: Actor, key: string): Promise<Conduct> {
  permit(actor, 'campaigns:read');
  const db = await database();
  const [campaign] = await db.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.key, key));
  if (!campaign) throw missing(`The campaign ${key}`);
  return conductOf(db, campaign.id);
}
