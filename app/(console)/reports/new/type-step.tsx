import { StepForm } from '@/app/(console)/reports/new/step-form';
import type { StepProps } from '@/app/(console)/reports/new/step-props';
import { mayAsk } from '@/domain/reports/plan-queries';
import { reportTypes } from '@/domain/reports/vocabulary';

/** Which report: those one may ask for, each with what it is for. Another type forgets the columns of the one before. */
export function TypeStep({ builder, actor, words }: StepProps) {
  const types = reportTypes.filter((type) => mayAsk(actor, type));
  return (
    <StepForm builder={builder} step="type" asks={['type', 'columns']} words={words.builder}>
      <fieldset id="type" tabIndex={-1} className="grid gap-3">
        <legend className="mb-2 font-semibold">{words.builder.names.type}</legend>
        {types.map((type, n) => (
          <div key={type} className="flex items-start gap-3">
            <input type="radio" name="type" id={`type-${type}`} value={type} required defaultChecked={type === builder.type || (builder.type === undefined && n === 0)} aria-describedby={`type-${type}-hint`} className="mt-0.5 size-5 flex-none accent-accent" />
            <div>
              <label htmlFor={`type-${type}`} className="font-semibold">{words.reports.types[type]}</label>
              <p id={`type-${type}-hint`} className="text-sm text-muted">{words.reports.purposes[type]}</p>
            </div>
          </div>
        ))}
      </fieldset>
    </StepForm>
  );
}
