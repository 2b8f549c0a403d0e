import { ReadyForm } from '@/app/(console)/campaigns/[campaign]/ready-form';
import { actionWords } from '@/app/action-words';
import { Section } from '@/components/ui/page';
import type { Viewer } from '@/domain/access/queries';
import { can } from '@/domain/access/permissions';
import type { Readiness } from '@/domain/findings/readiness-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

/** Whether the campaign may be marked ready for the DPO's sign-off, who did so last, and the form to do it while no blocker is open. */
export function ReadySection({ campaign, readiness: { blockers, marked }, viewer, words, format }: { campaign: string; readiness: Readiness; viewer: Viewer; words: Words; format: Formatter }) {
  const { ready, refusals } = words.findingPages;
  const action = actionWords(words);
  return (
    <Section id="ready" title={ready.title}>
      <p>{blockers.length > 0 ? ready.blocked(format.count(blockers.length)) : ready.free}</p>
      <p className="text-muted">{marked === null ? ready.never : ready.marked(marked.by, format.instant(marked.at, 'UTC'), marked.pack)} {marked !== null && blockers.length > 0 && ready.since(format.count(blockers.length))}</p>
      {blockers.length === 0 && can(viewer.actor, 'findings:write') && (
        <div className="mt-3"><ReadyForm campaign={campaign} labels={{ note: ready.note, submit: ready.submit, done: ready.done }} words={{ ...action, problems: { ...action.problems, refusals: { ...action.problems.refusals, ...refusals } } }} /></div>
      )}
    </Section>
  );
}
