import { StepForm } from '@/app/(console)/reports/new/step-form';
import type { StepProps } from '@/app/(console)/reports/new/step-props';
import { answer } from '@/auth/viewer';
import { SelectField, TextField } from '@/components/form/field';
import { listCampaigns } from '@/domain/campaigns/queries';
import { channels, platforms } from '@/domain/notices/vocabulary';
import { countFacets } from '@/domain/purposes/queries';
import { reportScopes } from '@/domain/reports/vocabulary';
import { placeName } from '@/domain/words/place-name';

/** About what: campaign, jurisdiction, segment, layout, as far as the type of report asks for them. */
export async function ScopeStep({ builder, actor, words }: StepProps) {
  const { builder: texts, law, uptake, reports } = words;
  const scope = reportScopes[builder.type ?? 'campaign_uptake'];
  const campaigns = await answer(listCampaigns(actor));
  const { jurisdiction: jurisdictions } = await answer(countFacets(actor, {}));
  const all = { value: '', label: words.shell.table.all };
  return (
    <StepForm builder={builder} step="scope" asks={['campaign', 'jurisdiction', 'layout', 'region', 'platform', 'channel']} words={texts}>
      {scope.campaign !== 'none' && (
        <SelectField
          name="campaign" label={texts.campaign} defaultValue={builder.campaign}
          options={[...(scope.campaign === 'optional' ? [{ value: '', label: texts.allCampaigns }] : []), ...campaigns.map(({ key, title }) => ({ value: key, label: title }))]}
        />
      )}
      {scope.jurisdiction !== 'none' && <SelectField name="jurisdiction" label={texts.jurisdiction} defaultValue={builder.jurisdiction} options={jurisdictions.map(({ value }) => ({ value, label: placeName(value, law.places) }))} />}
      {scope.layouts.length > 1 && <SelectField name="layout" label={texts.layout} hint={texts.layoutHint} defaultValue={builder.layout} options={scope.layouts.map((value) => ({ value, label: reports.layouts[value] }))} />}
      {scope.filters && (
        <fieldset className="grid gap-4 sm:grid-cols-3">
          <legend className="mb-2 font-semibold">{texts.segment}</legend>
          <TextField name="region" label={texts.region} maxLength={2} defaultValue={builder.region} />
          <SelectField name="platform" label={texts.platform} defaultValue={builder.platform} options={[all, ...platforms.map((value) => ({ value, label: uptake.platforms[value] }))]} />
          <SelectField name="channel" label={texts.channel} defaultValue={builder.channel} options={[all, ...channels.map((value) => ({ value, label: uptake.channels[value] }))]} />
        </fieldset>
      )}
    </StepForm>
  );
}
