import { ReplayForm, WithdrawForm } from '@/app/(console)/batches/[batch]/withdraw-form';
import { actionWords } from '@/app/action-words';
import { Facts, Section } from '@/components/ui/page';
import type { Batch } from '@/domain/uptake/batch-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { batch: Batch; foreseen: { left: number; kept: number } | null; mayWithdraw: boolean; words: Words; format: Formatter };

/** What the withdrawal did, or the form for it with what it would do; nothing for who may not withdraw. */
export function Withdrawal({ batch, foreseen, mayWithdraw, words, format }: Props) {
  const { batches, evidence } = words;
  const shared = actionWords(words);
  if (batch.withdrawnAt) {
    const systems: Record<string, string> = evidence.systems;
    const by = batch.withdrawnBy ?? '–';
    return (
      <Section id="withdrawal" title={batches.withdrawn}>
        <Facts
          facts={[
            { term: batches.withdrawnAt, description: format.instant(batch.withdrawnAt, batch.zone) },
            { term: batches.withdrawnBy, description: batch.withdrawnByName ?? systems[by] ?? by },
            { term: batches.reason, description: <span className="break-words">{batch.withdrawalReason}</span> },
            { term: batches.left, description: batches.events(batch.eventsLeft ?? 0, format.count(batch.eventsLeft)) },
            { term: batches.kept, description: batches.events(batch.eventsKept ?? 0, format.count(batch.eventsKept)) },
          ]}
        />
        {mayWithdraw && (
          <details className="mt-4">
            <summary className="tap font-semibold">{batches.replay}</summary>
            <p className="my-3 max-w-3xl">{batches.replayLead}</p>
            <ReplayForm batch={batch.batch} words={shared} labels={{ reason: batches.reason, reasonHint: batches.reasonHint, submit: batches.replaySubmit }} />
          </details>
        )}
      </Section>
    );
  }
  if (!mayWithdraw || batch.status === 'open') return null;
  return (
    <Section id="withdrawal" title={batches.withdraw}>
      <div className="mb-4 grid max-w-3xl gap-2">
        <p>{batches.withdrawLead}</p>
        <p className="font-semibold">{forecastOf(batch, foreseen, batches, format)}</p>
        <p className="text-sm text-muted">{batches.past}</p>
      </div>
      <WithdrawForm
        batch={batch.batch}
        words={{ ...shared, problems: { ...shared.problems, fields: { ...words.shell.fields, unchecked: batches.unchecked } } }}
        labels={{ reason: batches.reason, reasonHint: batches.reasonHint, confirm: batches.confirm, submit: batches.submit }}
      />
    </Section>
  );
}

function forecastOf({ stored, duplicates }: Batch, foreseen: Props['foreseen'], words: Words['batches'], format: Formatter): string {
  if (foreseen === null) return words.notForeseen(format.count(stored + duplicates));
  return foreseen.kept === 0 ? words.foreseen(format.count(foreseen.left)) : words.foreseenKept(format.count(foreseen.left), format.count(foreseen.kept));
}
