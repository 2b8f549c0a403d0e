import { SharesSection } from '@/app/(console)/reports/[run]/shares-section';
import { SignOffSection, type SignRights } from '@/app/(console)/reports/[run]/sign-off-section';
import { answer } from '@/auth/viewer';
import { can } from '@/domain/access/permissions';
import type { Viewer } from '@/domain/access/queries';
import { ownSecondFactor } from '@/domain/access/second-factor-queries';
import { blockersOf } from '@/domain/reports/gate-queries';
import type { ReportRunRow } from '@/domain/reports/queries';
import { isShareable } from '@/domain/reports/share';
import { listShares } from '@/domain/reports/share-queries';
import type { SignOff } from '@/domain/reports/sign-off-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { viewer: Viewer; run: ReportRunRow; signOff: SignOff; words: Words; format: Formatter };

/** What is done with a run once it is made: signed, countersigned, taken back, shared. */
export async function AfterRun({ viewer, run, signOff, words, format }: Props) {
  const { actor } = viewer;
  const rights = await rightsOver(viewer, signOff, words);
  const blockers = rights.kind === null ? [] : await answer(blockersOf(actor, run, new Date()));
  const shares = can(actor, 'evidence:read') && isShareable(run) ? await answer(listShares(actor, run.number)) : null;
  const share = can(actor, 'reports:share');
  return (
    <>
      <SignOffSection number={run.number} asOf={run.asOf} signOff={signOff} rights={rights} blockers={blockers} words={words} format={format} />
      {shares && <SharesSection number={run.number} exact={run.exact && run.campaign !== null} shares={shares} makes={share && signOff.standing !== 'withdrawn'} revokes={share} words={words} format={format} />}
    </>
  );
}

async function rightsOver(viewer: Viewer, { standing, signatures }: SignOff, words: Words): Promise<SignRights> {
  const { actor } = viewer;
  const signs = standing === 'unsigned' && can(actor, 'reports:sign');
  const countersigns = standing === 'awaits_countersignature' && can(actor, 'reports:countersign') && signatures.every(({ by }) => by.id !== actor.id);
  const end = standing !== 'withdrawn' && can(actor, 'reports:sign');
  const enrolled = signs || countersigns || end ? (await ownSecondFactor(viewer, words.shell.product)).enrolledAt !== null : false;
  return { kind: signs ? 'signature' : countersigns ? 'countersignature' : null, end, enrolled };
}
