'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/components/form/error-summary';
import { type Option, SelectField, TextField } from '@/components/form/field';
import { SubmitButton } from '@/components/form/submit-button';
import { reportTypes } from '@/domain/reports/vocabulary';
import { type Language, languages as languageCodes } from '@/domain/words/vocabulary';
import { askForReport } from './actions';

type Labels = { type: string; campaign: string; campaignHint: string; language: string; asOf: string; asOfHint: string; region: string; regionHint: string; submit: string };
type Props = { campaigns: Option[]; types: Record<(typeof reportTypes)[number], string>; words: Labels; languages: Record<Language, string>; language: Language; fields: Record<string, string>; problem: string };

export function ReportForm({ campaigns, types, words, languages, language, fields, problem }: Props) {
  const [state, action] = useActionState(askForReport, null);
  const entries = (state?.fields ?? []).map(({ field, message }) => ({ field, message: fields[message] ?? message }));
  const errorOf = (name: string) => entries.find((entry) => entry.field === name)?.message;
  const values = state?.values ?? {};
  return (
    <>
      <ErrorSummary title={problem} entries={entries.length > 0 ? entries : state?.message ? [{ field: null, message: state.message }] : []} />
      <form key={JSON.stringify(values)} action={action} className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <SelectField name="type" label={words.type} options={reportTypes.map((value) => ({ value, label: types[value] }))} defaultValue={values.type} error={errorOf('type')} />
        <SelectField name="campaign" label={words.campaign} hint={words.campaignHint} options={campaigns} defaultValue={values.campaign} error={errorOf('campaign')} />
        <SelectField name="language" label={words.language} options={languageCodes.map((value) => ({ value, label: languages[value] }))} defaultValue={values.language ?? language} error={errorOf('language')} />
        <TextField name="as_of" type="date" label={words.asOf} hint={words.asOfHint} defaultValue={values.as_of} error={errorOf('as_of')} />
        <TextField name="region" label={words.region} hint={words.regionHint} maxLength={2} defaultValue={values.region} error={errorOf('filters.region')} />
        <div><SubmitButton>{words.submit}</SubmitButton></div>
      </form>
    </>
  );
}
