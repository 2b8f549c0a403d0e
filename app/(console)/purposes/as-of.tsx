import Link from 'next/link';
import { registerQuery } from '@/app/(console)/purposes/register-query';
import type { RegisterSearch } from '@/app/(console)/purposes/search-params';
import type { Instants } from '@/domain/purposes/standing';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { search: RegisterSearch; at: Instants | undefined; words: Words; format: Formatter };

/** Asks for the register as it stood at the end of a day, and as it was known at the end of another; loud when it is not today's. */
export function AsOf({ search, at, words, format }: Props) {
  const { time } = words.register;
  const kept = new URLSearchParams(registerQuery({ ...search, as_of: undefined, known_at: undefined, page: 1 }));
  return (
    <div className="grid gap-3">
      {at && (
        <div role="note" className="rounded-md border-2 border-danger p-3">
          <p className="font-semibold">{time.stood(format.endInstant(at.asOf, 'UTC'), format.endInstant(at.knownAt, 'UTC'))}</p>
          <p className="mt-1"><Link href={registerQuery({ ...search, as_of: undefined, known_at: undefined, page: 1 }) || '?'}>{time.now}</Link></p>
        </div>
      )}
      <form method="get" className="no-print flex flex-wrap items-end gap-3">
        {[...kept].map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <label className="grid text-sm"><span className="text-muted">{time.asOf}</span><input type="date" name="as_of" defaultValue={search.as_of} className="field-input" /></label>
        <label className="grid text-sm"><span className="text-muted">{time.knownAt}</span><input type="date" name="known_at" defaultValue={search.known_at} className="field-input" /></label>
        <button type="submit" className="button">{time.show}</button>
      </form>
    </div>
  );
}
