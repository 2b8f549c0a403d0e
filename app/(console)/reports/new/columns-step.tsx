import { StepForm } from '@/app/(console)/reports/new/step-form';
import type { StepProps } from '@/app/(console)/reports/new/step-props';
import { choosableColumns, reportScopes } from '@/domain/reports/vocabulary';

/** Which columns of the main table, in which order, under which label. Nothing ticked means all of them as they are. */
export function ColumnsStep({ builder, words }: StepProps) {
  const { builder: texts, reports, transparency } = words;
  const offered = choosableColumns[reportScopes[builder.type ?? 'campaign_uptake'].columns ?? ''] ?? [];
  const fixed = (builder.layout ?? 'full') !== 'full';
  const labels: Record<string, { label: string }> = builder.type === 'transparency_table' ? Object.fromEntries(Object.entries(transparency.columns).map(([id, label]) => [id, { label }])) : reports.columns;
  const place = (id: string) => builder.chosen.findIndex((column) => column.id === id);
  return (
    <StepForm builder={builder} step="columns" asks={['columns']} words={texts}>
      {fixed ? <p>{texts.fixedColumns}</p> : (
        <>
          <p className="text-sm text-muted">{texts.columnsHint}</p>
          <table className="data-table stack-table">
            <caption className="sr-only">{texts.names.columns}</caption>
            <thead><tr><th scope="col">{texts.column}</th><th scope="col">{texts.place}</th><th scope="col">{texts.label}</th></tr></thead>
            <tbody>
              {offered.map((id, n) => {
                const name = labels[id]?.label ?? id;
                const at = place(id);
                return (
                  <tr key={id}>
                    <td data-label={texts.column} className="align-middle"><label className="tap flex items-center gap-2"><input type="checkbox" name="col" value={id} defaultChecked={builder.chosen.length === 0 || at >= 0} className="size-5 flex-none accent-accent" />{name}</label></td>
                    <td data-label={texts.place}><input type="number" name={`at_${id}`} min={1} max={60} defaultValue={at >= 0 ? at + 1 : n + 1} aria-label={texts.placeOf(name)} className="field-input max-w-20" /></td>
                    <td data-label={texts.label}><input type="text" name={`as_${id}`} maxLength={120} defaultValue={builder.chosen[at]?.label} placeholder={name} aria-label={texts.labelOf(name)} className="field-input" /></td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </>
      )}
    </StepForm>
  );
}
