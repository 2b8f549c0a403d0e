import { and, count, eq, isNull } from 'drizzle-orm';
import { base32 } from '@/domain/access/base32';
import { pendingMinutes } from '@/domain/access/commands/enrol-second-factor';
import type { Viewer } from '@/domain/access/queries';
import { unseal } from '@/domain/access/seal';
import { otpauthAddress } from '@/domain/access/totp';
import { type Clock, systemClock } from '@/domain/clock';
import { secret } from '@/domain/secrets';
import { database } from '@/db/client';
import { recoveryCodes, secondFactors } from '@/db/schema';

export type SecondFactor = {
  enrolledAt: Date | null;
  recoveryCodesLeft: number;
  /** The key that waits for its first code, in base32 and as the address for a QR code. Only ever for its owner. */
  pending: { key: string; address: string } | null;
};

/** How one's own second factor stands. `issuer` is what an authenticator app shows beside the account. */
export async function ownSecondFactor(viewer: Viewer, issuer: string, clock: Clock = systemClock): Promise<SecondFactor> {
  const db = await database();
  const userId = viewer.actor.id;
  const [factor] = await db.select().from(secondFactors).where(eq(secondFactors.userId, userId));
  const [left] = await db.select({ n: count() }).from(recoveryCodes).where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
  const waits = factor?.pendingKey && factor.pendingSince && clock().getTime() - factor.pendingSince.getTime() < pendingMinutes * 60_000;
  const key = waits ? base32(unseal(secret('second_factor'), userId, factor.pendingKey ?? '')) : null;
  return { enrolledAt: factor?.confirmedAt ?? null, recoveryCodesLeft: left?.n ?? 0, pending: key === null ? null : { key, address: otpauthAddress(key, viewer.email, issuer) } };
}
