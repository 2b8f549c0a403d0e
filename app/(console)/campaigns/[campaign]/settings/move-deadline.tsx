import { DeadlineForm } from '@/app/(console)/campaigns/[campaign]/settings/deadline-form';
import { actionWords } from '@/app/action-words';
import { Section } from '@/components/ui/page';
import type { Words } from '@/domain/words/catalogue';

/** The form for a new deadline, in the words of its own fields where something is wrong. */
export function MoveDeadline({ campaign, areas, words }: { campaign: string; areas: string[]; words: Words }) {
  const { deadlineForm, deadlines } = words.uptake;
  const shared = actionWords(words);
  const { at, atHint, area, reason, reasonHint, submit, done } = deadlineForm;
  return (
    <Section id="move" title={deadlineForm.title}>
      <DeadlineForm
        campaign={campaign}
        words={{ ...shared, problems: { ...shared.problems, fields: { ...words.shell.fields, instant_form: atHint } } }}
        labels={{ at, atHint, area, reason, reasonHint, submit, done }}
        areas={[{ value: '', label: deadlines.everywhere }, ...areas.map((value) => ({ value, label: value }))]}
      />
    </Section>
  );
}
