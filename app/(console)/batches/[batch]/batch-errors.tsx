import { PlainTable } from '@/components/ui/plain-table';
import { Empty, Section } from '@/components/ui/page';
import type { Batch, listBatchErrors } from '@/domain/uptake/batch-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { batch: Batch; errors: Awaited<ReturnType<typeof listBatchErrors>>; words: Words; format: Formatter };

/** The rejected events by line, the first hundred; all of them as a file. */
export function BatchErrors({ batch, errors, words, format }: Props) {
  const { batches } = words;
  const { line, field, code, message } = batches.errorColumns;
  if (batch.rejected === 0) return <Section id="errors" title={batches.errors}><Empty>{batches.noErrors}</Empty></Section>;
  return (
    <Section
      id="errors"
      title={batches.errors}
      actions={<a className="button" href={`/batches/${batch.batch}/errors.csv`}>{batches.csv}</a>}
      note={<>{errors.length < batch.rejected && <>{batches.errorsShown(format.count(errors.length), format.count(batch.rejected))} </>}{batches.noValues}</>}
    >
      <PlainTable
        caption={batches.errors}
        columns={[{ id: 'line', label: line, number: true }, { id: 'field', label: field }, { id: 'code', label: code }, { id: 'message', label: message, long: true }]}
        rows={errors.map((error) => ({ id: String(error.line), cells: { line: String(error.line), field: error.field ?? '–', code: <>{batches.codes[error.code]} <code className="text-sm text-muted">{error.code}</code></>, message: <span lang="en">{error.message}</span> } }))}
      />
    </Section>
  );
}
