import Link from 'next/link';
import { DecideForm, EndForm, SubmitForm } from '@/app/(console)/purposes/[key]/workflow-forms';
import { authorName } from '@/app/(console)/purposes/purpose-history';
import { workflowWords } from '@/app/(console)/purposes/workflow-words';
import type { Viewer } from '@/domain/access/queries';
import { can } from '@/domain/access/permissions';
import { Section } from '@/components/ui/page';
import { type Purpose, listReviewers } from '@/domain/purposes/version-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { purpose: Purpose; version: number; viewer: Viewer; words: Words; format: Formatter };

/** Where the latest version stands, what is to be done with it by whom, and what happened so far. */
export async function WorkflowSection({ purpose, version, viewer, words, format }: Props) {
  const { workflow, register } = words;
  const { key, status, reviewer, reviewBy, approvedVersion, steps } = purpose;
  const reviewers = can(viewer.actor, 'purposes:write') ? await listReviewers(viewer.actor) : [];
  const texts = workflowWords(words);
  const isReviewer = status === 'in_review' && reviewer?.id === viewer.actor.id && can(viewer.actor, 'purposes:review');
  return (
    <Section id="workflow" title={workflow.title}>
      <p>{workflow.standing(register.statuses[status])}{status === 'in_review' && reviewer && ` ${reviewBy ? workflow.waitsUntil(reviewer.name, format.date(reviewBy)) : workflow.waitsFor(reviewer.name)}`}</p>
      <p className="text-muted">{approvedVersion === null ? workflow.noneInForce : workflow.inForce(approvedVersion)} {approvedVersion !== null && approvedVersion !== version && <Link href={`/purposes/${key}?version=${approvedVersion}`}>{workflow.inForceShow}</Link>}</p>
      {isReviewer && <DecideForm purpose={key} version={version} words={texts} />}
      {can(viewer.actor, 'purposes:write') && (status === 'draft' || status === 'changes_requested') && (
        <SubmitForm purpose={key} version={version} words={texts} reviewers={reviewers.map(({ id, name, role }) => ({ value: id, label: `${name}, ${words.shell.roles[role]}` }))} />
      )}
      {steps.length > 0 && (
        <>
          <h3 className="mt-4">{workflow.steps}</h3>
          <ol className="mt-1 grid gap-2">
            {steps.map((step) => (
              <li key={`${step.version}${step.step}${step.recordedAt.toISOString()}`}>
                <span className="font-semibold">{workflow.stepOf(workflow.step[step.step], step.version)}</span>{' '}
                <span className="text-muted">{workflow.by(authorName(step.author, words), format.instant(step.recordedAt, 'UTC'))}{step.reviewer && `, ${workflow.to(step.reviewer)}`}{step.effectiveFrom && `, ${workflow.effective(format.instant(step.effectiveFrom, 'UTC'))}`}</span>
                {step.ownWork && <span className="block">{workflow.ownWork}</span>}
                {step.reason !== '' && <span className="block whitespace-pre-line">{step.reason}</span>}
              </li>
            ))}
          </ol>
        </>
      )}
      {can(viewer.actor, 'purposes:write') && status !== 'ended' && <EndForm purpose={key} version={version} words={texts} />}
    </Section>
  );
}
