import { StepForm } from '@/app/(console)/reports/new/step-form';
import type { StepProps } from '@/app/(console)/reports/new/step-props';
import { CheckField, SelectField } from '@/components/form/field';
import { languages } from '@/domain/words/vocabulary';

/** In which language every word of the report is, whoever reads it, and whether two are to sign it. */
export function LanguageStep({ builder, words, language }: StepProps) {
  return (
    <StepForm builder={builder} step="language" asks={['language', 'countersign']} words={words.builder}>
      <SelectField name="language" label={words.runs.language} hint={words.builder.languageHint} defaultValue={builder.language ?? language} options={languages.map((value) => ({ value, label: words.shell.language[value] }))} />
      <CheckField name="countersign" label={words.builder.countersign} hint={words.builder.countersignHint} defaultChecked={builder.countersign === 'true'} />
    </StepForm>
  );
}
