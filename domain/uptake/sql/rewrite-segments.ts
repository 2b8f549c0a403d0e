import { createHash } from 'node:crypto';
import type pg from 'pg';
import { keyText, keysIn, withoutSubjects } from '@/domain/uptake/engine/segment';
import { eraseFromSeal } from '@/domain/uptake/sql/seals';
import { Words } from '@/domain/uptake/sql/words';

/** With more subjects than this, reading a segment costs less than to have the server look through it for each. */
const searchedByServer = 8;

/**
 * Takes the events of some subjects (their keys, 16 bytes each) out of every segment of a campaign, repeats that arrived again included, in
 * the caller's transaction, one segment in memory at a time. A rewritten segment is named by its new digest; what its leaves in the log hashed is destroyed with the events. The caller holds `lockCampaign` and `lockPayloads`.
 */
export async function rewriteSegments(client: pg.ClientBase, campaignId: number, subjects: Uint8Array[]): Promise<{ segments: number; events: number; found: Set<string> }> {
  const wanted = new Set(subjects.map(keyText));
  const result = { segments: 0, events: 0, found: new Set<string>() };
  // A segment whose events a retention rule deleted is empty. Keys lie in a segment as they are, so a segment that holds one has its bytes somewhere.
  const keys = subjects.length <= searchedByServer ? subjects.map((subject) => Buffer.from(subject.subarray(0, 16))) : null;
  const held = await client.query<{ id: string }>(
    'select id from segments where campaign_id = $1 and length(payload) > 0 and ($2::bytea[] is null or exists (select 1 from unnest($2::bytea[]) k where position(k in payload) > 0)) order by id',
    [campaignId, keys],
  );
  const words = await new Words(campaignId).load(client);
  for (const { id } of held.rows) {
    const [segment] = (await client.query<{ events: number; payload: Buffer }>('select events, payload from segments where id = $1 for update', [id])).rows;
    if (!segment) continue;
    const found = keysIn(segment.payload, wanted);
    if (found.size === 0) continue;
    await eraseFromSeal(client, Number(id), found, words);
    const { payload, events } = await withoutSubjects(segment.payload, found);
    await client.query('update segments set payload = $2, digest = $3, events = $4 where id = $1', [id, payload, createHash('sha256').update(payload).digest(), events]);
    result.segments += 1;
    result.events += segment.events - events;
    for (const key of found) result.found.add(key);
  }
  return result;
}
