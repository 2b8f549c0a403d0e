import { type Clock, systemClock } from '@/domain/clock';
import { sequenceLog } from '@/domain/evidence/commands/sequence-log';
import { signLog } from '@/domain/evidence/commands/sign-log';
import { LogFault } from '@/domain/evidence/signer-fault';
import type { SignerFault } from '@/domain/evidence/vocabulary';
import { connection } from '@/db/client';

export type Tended = { sequenced: number; published: number | null; fault: { fault: SignerFault; detail: string } | null };

/** How often the row that says how the signer is gets a new instant while nothing changes. */
const heartbeat = '10 seconds';

/** One round of the log: what was stored is sequenced, what was sequenced is signed and published. A fault stops the log, is kept for all to see, and is returned. */
export async function tendLog(clock: Clock = systemClock): Promise<Tended> {
  const tended = await tend(clock);
  const { pool } = await connection();
  const at = clock();
  await pool.query(
    `insert into log_signer as s (id, fault, detail, since, at) values (1, $1, $2, $3, $3)
     on conflict (id) do update set fault = excluded.fault, detail = excluded.detail, at = excluded.at, since = case when s.fault is not distinct from excluded.fault then s.since else excluded.since end
     where s.fault is distinct from excluded.fault or s.at < excluded.at - $4::interval`,
    [tended.fault?.fault ?? null, tended.fault?.detail ?? null, at, heartbeat],
  );
  return tended;
}

async function tend(clock: Clock): Promise<Tended> {
  try {
    return { sequenced: await sequenceLog(clock), published: await signLog({ clock }), fault: null };
  } catch (error) {
    if (error instanceof LogFault) return { sequenced: 0, published: null, fault: { fault: error.fault, detail: error.message } };
    throw error;
  }
}
