import type { z } from 'zod';
import type { BulkSearch } from '@/app/(console)/purposes/bulk/search-params';
import { TextArea, TextField } from '@/components/form/field';
import type { Words } from '@/domain/words/catalogue';

type Props = { search: z.output<typeof BulkSearch>; isIncomplete: boolean; words: Words };

/** What is to change, as a plain form: its answers go into the address of the page that shows them for checking. */
export function BulkFields({ search, isIncomplete, words }: Props) {
  const { bulk } = words.workflow;
  const { fields } = words.record;
  const problem = isIncomplete ? bulk.nothing : undefined;
  return (
    <form method="get" className="card grid gap-4">
      {search.purpose.map(({ key, version }) => <input key={key} type="hidden" name="purpose" value={`${key}@${version}`} />)}
      <p className="text-muted">{bulk.keep}</p>
      {problem && <p role="alert" className="font-semibold text-danger">{problem}</p>}
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField name="owner" label={fields.owner} maxLength={200} defaultValue={search.owner} />
        <TextField name="businessFunction" label={fields.businessFunction} maxLength={200} defaultValue={search.businessFunction} />
        <TextField name="reviewDue" type="date" label={fields['timing.reviewDue']} defaultValue={search.reviewDue} />
      </div>
      <TextArea name="reason" label={words.register.fields.reason} hint={words.register.fields.reasonHint} required maxLength={500} defaultValue={search.reason} />
      <p><button type="submit" name="check" value="1" className="button button-primary">{bulk.check}</button></p>
    </form>
  );
}
