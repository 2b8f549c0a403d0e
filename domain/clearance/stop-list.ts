import { createHash } from 'node:crypto';
import { type Actor, permit } from '@/domain/access/permissions';
import { readSharing, verdictsOf } from '@/domain/clearance/check-queries';
import { recordStopList } from '@/domain/clearance/commands/record-stop-list';
import { fingerprintOf, recipientToken } from '@/domain/clearance/recipient-token';
import { type Clock, systemClock } from '@/domain/clock';

/** Identifiers judged at once: a bound on memory, whatever the length of the list. */
const atOnce = 5_000;
export type StopListAsked = { campaign: string; purpose: string; /** The recipient's 32 bytes. */ key: Buffer };

/**
 * The list of those among some identifiers for whom a sharing must not go ahead, each as its recipient's token, a line each, in pieces as they are made;
 * when the last is taken it is entered in the log. All are judged as of one instant. Throws `missing` for an unknown campaign or purpose.
 */
export async function* stopList(actor: Actor, { campaign, purpose, key }: StopListAsked, identifiers: AsyncIterable<string>, clock: Clock = systemClock): AsyncGenerator<string> {
  permit(actor, 'clearance:check');
  const now = clock();
  const sharing = await readSharing(campaign, purpose, now);
  const digest = createHash('sha256');
  const told = { asked: 0, stop: 0 };
  const judged = async (some: string[]) => {
    const verdicts = await verdictsOf(sharing, purpose, some, now);
    const lines = some.filter((_, i) => verdicts[i]?.may !== true).map((identifier) => `${recipientToken(key, identifier)}\n`);
    told.asked += some.length;
    told.stop += lines.length;
    digest.update(lines.join(''));
    return lines.join('');
  };
  let waiting: string[] = [];
  for await (const identifier of identifiers) {
    waiting.push(identifier);
    if (waiting.length < atOnce) continue;
    yield await judged(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield await judged(waiting);
  await recordStopList(actor, { campaign, purpose, ...told, key: fingerprintOf(key), sha256: digest.digest('hex') }, clock);
}
