import { Section } from '@/components/ui/page';
import type { StepRow } from '@/domain/findings/finding-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

/** What happened to the finding, oldest step first. */
export function FindingHistory({ steps, words, format }: { steps: StepRow[]; words: Words; format: Formatter }) {
  const { detail, steps: names, severities } = words.findingPages;
  const more = ({ step, until, assignee, due, severity }: StepRow) => [
    ...(step === 'opened' || step === 'worsened' || step === 'came_back' ? [detail.severityWas(severities[severity])] : []),
    ...(until ? [detail.until(format.date(until))] : []),
    ...(step === 'assigned' ? [assignee === null ? detail.toNobody : detail.to(assignee)] : []),
    ...(due ? [detail.dueBy(format.date(due))] : []),
  ];
  return (
    <Section id="history" title={detail.history}>
      <ol className="grid gap-2">
        {steps.map((step) => (
          <li key={step.number}>
            <span className="font-semibold">{[names[step.step], ...more(step)].join(', ')}</span>{' '}
            <span className="text-muted">{detail.by(step.author ?? detail.facts, format.instant(step.recordedAt, 'UTC'))}</span>
            {step.reason !== '' && <span className="block max-w-prose whitespace-pre-line">{step.reason}</span>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
