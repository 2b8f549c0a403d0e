import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { Pseudonyms } from '@/domain/uptake/scan/pseudonyms';
import type { Asker } from '@/domain/uptake/sql/locks';
import { secret } from '@/domain/secrets';

/**
 * What is kept of an erased subject so that its events are refused when they are sent again: HMAC-SHA-256 (RFC 2104) of campaign and
 * pseudonym under a secret of its own. Without that secret it says nothing, and tombstones of two campaigns cannot be told to be one person's.
 */
export const tombstoneOf = (campaignId: number, subject: Uint8Array, key: Buffer): Buffer => createHmac('sha256', key).update(`${campaignId}\0`).update(subject).digest();

/** Whether the subject whose 32 bytes begin at a place was erased. */
export type IsErased = (subjects: Uint8Array, at?: number) => boolean;

/** Tells of a subject (the 32 bytes from `at` on) whether it was erased from the campaign; all its tombstones are read at once. */
export async function readErased(asker: Asker, campaignId: number): Promise<IsErased> {
  const found = await asker.query<{ digest: Buffer }>('select digest from tombstones where campaign_id = $1', [campaignId]);
  return erasedAmong(campaignId, found.rows.map(({ digest }) => digest));
}

/** The same of given tombstones. */
export function erasedAmong(campaignId: number, tombstones: Buffer[]): IsErased {
  const known = new Set(tombstones.map((digest) => digest.toString('latin1')));
  if (known.size === 0) return () => false;
  const campaign = Buffer.from(`${campaignId}\0`);
  const message = Buffer.concat([campaign, Buffer.alloc(32)]);
  const digests = new Pseudonyms(secret('erasure'), message.length);
  const digest = Buffer.alloc(32);
  return (subjects, at = 0) => {
    message.set(subjects.subarray(at, at + 32), campaign.length);
    digests.write(message, 0, message.length, digest, 0);
    return known.has(digest.toString('latin1'));
  };
}

export async function writeTombstones(client: pg.ClientBase, campaignId: number, subjects: Uint8Array[]): Promise<void> {
  const key = secret('erasure');
  await keepTombstones(client, campaignId, subjects.map((subject) => tombstoneOf(campaignId, subject, key)));
}

/** Keeps tombstones that were made before. */
export async function keepTombstones(client: pg.ClientBase, campaignId: number, tombstones: Buffer[]): Promise<void> {
  await client.query('insert into tombstones (campaign_id, digest) select $1, d from unnest($2::bytea[]) d order by d on conflict do nothing', [campaignId, tombstones]);
}
