import type { ClearanceSearch } from '@/app/(console)/campaigns/[campaign]/clearance/search-params';
import type { Words } from '@/domain/words/catalogue';

/** Chooses the day whose end the page shows; a plain form, so that it works without scripts. */
export function DayForm({ search, words }: { search: ClearanceSearch; words: Words }) {
  const kept = (['purpose', 'jurisdiction', 'basis'] as const).flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]] as const]));
  return (
    <form method="get" className="flex items-end gap-2">
      {kept.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <label className="grid text-sm">
        <span className="text-muted">{words.uptake.asOfDay}</span>
        <input type="date" name="as_of" defaultValue={search.as_of} className="field-input" />
      </label>
      <button type="submit" className="button">{words.shell.apply}</button>
    </form>
  );
}
