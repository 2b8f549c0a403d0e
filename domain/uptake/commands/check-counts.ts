import type { Clock } from '@/domain/clock';
import { append } from '@/domain/evidence/log';
import { type SampleCheck, type SampleRequest, checkSample } from '@/domain/uptake/sample-queries';
import { transact } from '@/db/client';
import { countChecks } from '@/db/schema';

const worker = { kind: 'system', id: 'worker' } as const;

/** Checks the counts by a sample of subjects and keeps what was found, with evidence, for the page that tells how the installation is. */
export async function checkCounts(request: SampleRequest, clock: Clock): Promise<SampleCheck> {
  const began = clock();
  const { problems, ...checked } = await checkSample(worker, request);
  const at = clock();
  await transact(async ({ tx }) => {
    await tx.insert(countChecks).values({ at, seconds: (at.getTime() - began.getTime()) / 1000, ...checked, problems });
    await append(tx, { action: 'counts.check', actor: worker, object: { type: 'counts', id: 'sample' }, at, after: { ...checked, problems: problems.length } });
  });
  return { ...checked, problems };
}
