import { StepForm } from '@/app/(console)/reports/new/step-form';
import type { StepProps } from '@/app/(console)/reports/new/step-props';
import { answer } from '@/auth/viewer';
import { SelectField, TextField } from '@/components/form/field';
import { boundsOf } from '@/domain/reports/plan-queries';
import { reportScopes } from '@/domain/reports/vocabulary';

/** When: the day the report stands for, or the days of its period, both included, and in which zone days are meant. */
export async function PeriodStep({ builder, actor, words }: StepProps) {
  const { builder: texts } = words;
  const { period } = reportScopes[builder.type ?? 'campaign_uptake'];
  const { zone } = await answer(boundsOf(actor, { campaign: builder.campaign }));
  return (
    <StepForm builder={builder} step="period" asks={['from', 'to', 'zone']} words={texts}>
      {period !== 'none' && <TextField name="from" type="date" label={texts.from} hint={period === 'needed' ? texts.fromHint : texts.fromOptional} defaultValue={builder.from} required={period === 'needed'} />}
      <TextField name="to" type="date" label={period === 'none' ? texts.asOf : texts.to} hint={texts.toHint} defaultValue={builder.to} />
      <SelectField name="zone" label={texts.zone} hint={texts.zoneHint} defaultValue={builder.zone} options={[{ value: '', label: texts.usualZone(zone) }, ...Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value }))]} />
    </StepForm>
  );
}
