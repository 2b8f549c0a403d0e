import type { Words } from '@/domain/words/catalogue';

/** Chooses the day whose end the page shows and carries along what else stands in the address; a plain form, so that it works without scripts. */
export function AsOfForm({ asOf, kept, words }: { asOf: string | undefined; kept: Readonly<Record<string, string | number | undefined>>; words: Words }) {
  return (
    <form method="get" className="flex items-end gap-2">
      {Object.entries(kept).map(([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />)}
      <label className="grid text-sm">
        <span className="text-muted">{words.uptake.asOfDay}</span>
        <input type="date" name="as_of" defaultValue={asOf} className="field-input" />
      </label>
      <button type="submit" className="button">{words.shell.apply}</button>
    </form>
  );
}
