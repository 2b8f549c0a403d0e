import type { Clock } from '@/domain/clock';
import { tendLog } from '@/domain/evidence/commands/tend-log';
import type { SignerFault } from '@/domain/evidence/vocabulary';
import { note } from '@/worker/note';
import { repeat } from '@/worker/repeat';

/** How often the log is looked at. */
const everyMs = 1_000;

/** Sequences, signs and publishes the log each second, until the signal. Returns the fault that keeps the signer from signing then, if there is one. */
export async function keepLog({ signal, clock }: { signal: AbortSignal; clock: Clock }): Promise<SignerFault | null> {
  let standing: SignerFault | null = null;
  const round = async () => {
    const { fault } = await tendLog(clock);
    if (fault && fault.fault !== standing) note('error', 'THE LOG IS NOT SIGNED: the database does not fit what was signed before', null, fault);
    if (!fault && standing) note('info', 'the log is signed again', null, {});
    standing = fault?.fault ?? null;
    return false;
  };
  await repeat(round, { signal, idleMs: everyMs, what: 'the log' });
  return standing;
}
