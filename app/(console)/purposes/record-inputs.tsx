'use client';

import type { FormWords } from './form-words';
import { rowsOf } from './record-form';
import { RepeatableGroup } from './record-groups';
import { CheckField, SelectField, TextArea, TextField } from '@/components/form/field';
import { dataTerms, lawfulBases, purposeStatuses, purposeTerms, recipientRoles, securityLetters, specialConditions, transferTools } from '@/domain/purposes/vocabulary';

type Props = { words: FormWords; values: Record<string, string>; errorOf(name: string): string | undefined };

/** The fields of a record, each named by its path. */
export function RecordInputs({ words, values, errorOf }: Props) {
  const { fields, form, law, statuses } = words;
  const field = (name: string) => ({ name, defaultValue: values[name] ?? '', error: errorOf(name) });
  const options = <Code extends string>(codes: readonly Code[], names: Record<Code, string>) => codes.map((value) => ({ value, label: names[value] }));
  const group = (name: 'purposeTerms' | 'dataCategories' | 'recipients' | 'bases' | 'securityMeasures', what: string) =>
    ({ id: `record.${name}`, legend: fields[name], error: errorOf(`record.${name}`), rows: rowsOf(values, name), what, words: form });
  return (
    <>
      <section className="card grid gap-4">
        <TextField label={fields.title} required maxLength={200} {...field('record.title')} />
        <TextArea label={fields.description} rows={4} {...field('record.description')} />
        <TextField label={fields.beneficiary} {...field('record.beneficiary')} />
        <TextArea label={fields.dataSubjects} hint={fields.dataSubjectsHint} required {...field('record.dataSubjects')} />
      </section>
      <RepeatableGroup {...group('purposeTerms', fields.purposeTerm)} hint={fields.purposeTermsHint}>
        {(row) => <TextField label={fields.purposeTerm} list="purpose-terms" {...field(`record.purposeTerms.${row}`)} />}
      </RepeatableGroup>
      <RepeatableGroup {...group('bases', fields.base)}>
        {(row) => (
          <>
            <div className="grid items-end gap-3 sm:grid-cols-2">
              <TextField label={fields.jurisdiction} hint={fields.jurisdictionHint} required {...field(`record.bases.${row}.jurisdiction`)} />
              <SelectField label={fields.basis} options={options(lawfulBases, law.bases)} {...field(`record.bases.${row}.basis`)} defaultValue={values[`record.bases.${row}.basis`] ?? 'not_stated'} />
            </div>
            <TextArea label={fields.justification} {...field(`record.bases.${row}.justification`)} />
            <TextField label={fields.legalReference} {...field(`record.bases.${row}.legalReference`)} />
          </>
        )}
      </RepeatableGroup>
      <RepeatableGroup {...group('dataCategories', fields.dataCategory)}>
        {(row) => (
          <>
            <TextField label={fields.name} required {...field(`record.dataCategories.${row}.name`)} />
            <div className="grid items-end gap-3 sm:grid-cols-2">
              <TextField label={fields.terms} hint={fields.termsHint} list="data-terms" {...field(`record.dataCategories.${row}.terms`)} />
              <TextField label={fields.retention} {...field(`record.dataCategories.${row}.retention`)} />
            </div>
            <CheckField name={`record.dataCategories.${row}.special`} label={fields.special} defaultChecked={values[`record.dataCategories.${row}.special`] === 'true'} />
          </>
        )}
      </RepeatableGroup>
      <section className="card grid gap-4">
        <CheckField name="record.dataLinked" label={fields.dataLinked} hint={fields.dataLinkedHint} defaultChecked={values['record.dataLinked'] === 'true'} />
        <SelectField label={fields.specialCondition} options={options(specialConditions, law.specialConditions)} {...field('record.specialCondition')} />
      </section>
      <RepeatableGroup {...group('recipients', fields.recipient)}>
        {(row) => (
          <div className="grid items-end gap-3 sm:grid-cols-2">
            <TextField label={fields.name} required {...field(`record.recipients.${row}.name`)} />
            <SelectField label={fields.role} options={options(recipientRoles, law.recipientRoles)} {...field(`record.recipients.${row}.role`)} defaultValue={values[`record.recipients.${row}.role`] ?? 'not_stated'} />
            <TextField label={fields.country} hint={fields.countryHint} {...field(`record.recipients.${row}.country`)} />
            <SelectField label={fields.transferTool} options={options(transferTools, law.transferTools)} {...field(`record.recipients.${row}.transferTool`)} defaultValue={values[`record.recipients.${row}.transferTool`] ?? 'not_stated'} />
          </div>
        )}
      </RepeatableGroup>
      <RepeatableGroup {...group('securityMeasures', fields.securityMeasure)}>
        {(row) => (
          <div className="grid items-end gap-3 sm:grid-cols-2">
            <SelectField label={fields.letter} options={options(securityLetters, law.security)} {...field(`record.securityMeasures.${row}.letter`)} />
            <TextField label={fields.measure} required {...field(`record.securityMeasures.${row}.measure`)} />
          </div>
        )}
      </RepeatableGroup>
      <section className="card grid gap-4 sm:grid-cols-3">
        <TextField label={fields.owner} required {...field('record.owner')} />
        <TextField label={fields.reviewDue} type="date" {...field('record.reviewDue')} />
        <SelectField label={fields.status} options={options(purposeStatuses, statuses)} {...field('record.status')} />
      </section>
      <datalist id="purpose-terms">{purposeTerms.map((term) => <option key={term} value={term} />)}</datalist>
      <datalist id="data-terms">{dataTerms.map((term) => <option key={term} value={term} />)}</datalist>
    </>
  );
}
