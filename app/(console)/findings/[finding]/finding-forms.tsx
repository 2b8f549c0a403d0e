import { AcknowledgeForm, AssignForm, OverrideForm, ReopenForm } from '@/app/(console)/findings/[finding]/forms';
import { findingWords } from '@/app/(console)/findings/finding-words';
import { Section } from '@/components/ui/page';
import type { Role } from '@/domain/access/vocabulary';
import type { FindingRow } from '@/domain/findings/queries';
import { ruleOf } from '@/domain/findings/rule-book';
import type { Words } from '@/domain/words/catalogue';

type Props = { finding: FindingRow; people: { id: string; name: string; role: Role }[]; mayOverride: boolean; words: Words };

/** What the viewer may say of the finding as it now stands. */
export function FindingForms({ finding, people, mayOverride, words }: Props) {
  const texts = findingWords(words);
  const { forms } = texts;
  const options = [{ value: '', label: forms.assign.nobody }, ...people.map(({ id, name, role }) => ({ value: id, label: `${name}, ${words.shell.roles[role]}` }))];
  const about = { finding: finding.id, words: texts };
  return (
    <>
      {finding.status !== 'overridden' && <Section id="acknowledge" title={forms.acknowledge.title}><AcknowledgeForm {...about} /></Section>}
      {mayOverride && finding.status !== 'overridden' && ruleOf(finding.rule).overridable && <Section id="override" title={forms.override.title}><p className="mb-3 max-w-prose text-muted">{forms.override.lead}</p><OverrideForm {...about} /></Section>}
      {finding.status !== 'open' && <Section id="reopen" title={forms.reopen.title}><ReopenForm {...about} /></Section>}
      <Section id="assign" title={forms.assign.title}><AssignForm {...about} people={options} assignee={finding.assignee?.id ?? ''} due={finding.due ?? ''} /></Section>
    </>
  );
}
