'use client';

import type { FormField, FormPart } from './form-layout';
import { rowsOf } from './form-rows';
import type { FormWords } from './form-words';
import { RepeatableGroup } from './record-groups';
import { TermField } from './term-field';
import { CheckField, SelectField, TextArea, TextField } from '@/components/form/field';

type Props = { words: FormWords; parts: FormPart[]; values: Record<string, string>; errorOf(name: string): string | undefined };
type FieldProps = Props & { field: FormField; name: string };

/** The fields of a record, part by part, each named by its path. */
export function RecordInputs(props: Props) {
  return props.parts.map((part) => <Part key={part.id} {...props} part={part} />);
}

function Part({ part, ...props }: Props & { part: FormPart }) {
  const { values, words, errorOf } = props;
  const { group } = part;
  const fields = part.fields.length > 0 && <Fields fields={part.fields} at="record" {...props} />;
  const rows = group && (
    <RepeatableGroup id={`record.${group.id}`} legend={part.title} hint={part.hint} error={errorOf(`record.${group.id}`)} rows={rowsOf(values, group.id)} what={group.what} words={words.form}>
      {(row) => (
        <>
          <Fields fields={group.fields} at={`record.${group.id}.${row}`} {...props} />
          {group.more.length > 0 && <More fields={group.more} at={`record.${group.id}.${row}`} label={words.form.more} {...props} />}
        </>
      )}
    </RepeatableGroup>
  );
  if (part.folds) {
    const open = Object.keys(values).some((name) => [...part.fields.map((field) => `record.${field.name}`), ...(group ? [`record.${group.id}`] : [])].some((start) => name.startsWith(start) && !['', 'none', 'not_stated', 'not_assessed', 'not_screened', 'not_done'].includes(values[name] ?? '')));
    return (
      <details className="card min-w-0" open={open}>
        <summary className="tap cursor-pointer text-lg font-semibold">{part.title}</summary>
        <div className="mt-3 grid gap-4"><p className="text-sm text-muted">{part.hint}</p>{fields}{rows}</div>
      </details>
    );
  }
  return <>{fields && <section className="card grid gap-4">{!group && <h2>{part.title}</h2>}{fields}</section>}{rows}</>;
}

function More({ fields, at, label, ...props }: Props & { fields: FormField[]; at: string; label: string }) {
  const open = fields.some(({ name }) => props.errorOf(`${at}.${name}`) !== undefined);
  return (
    <details open={open}>
      <summary className="tap inline-flex cursor-pointer items-center underline decoration-1 underline-offset-2">{label}</summary>
      <div className="mt-3"><Fields fields={fields} at={at} {...props} /></div>
    </details>
  );
}

const isWide = ({ kind }: FormField) => kind === 'text' || kind === 'codes' || kind === 'terms' || kind === 'lines';

function Fields({ fields, at, ...props }: Props & { fields: FormField[]; at: string }) {
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      {fields.map((field) => <div key={field.name} className={`min-w-0 ${isWide(field) ? 'sm:col-span-2' : ''}`}><Field field={field} name={`${at}.${field.name}`} {...props} /></div>)}
    </div>
  );
}

function Field({ field, name, values, errorOf, words }: FieldProps) {
  const { kind, label, hint, required, options, tree } = field;
  const shared = { name, label, hint, error: errorOf(name), defaultValue: values[name] ?? '' };
  if (kind === 'flag') return <CheckField name={name} label={label} hint={hint} defaultChecked={values[name] === 'true'} />;
  if (kind === 'code') return <SelectField {...shared} defaultValue={values[name] ?? options.find(({ value }) => value === 'not_stated')?.value ?? options[0]?.value} options={options} />;
  if (kind === 'codes') {
    return (
      <fieldset id={name} tabIndex={-1} className="grid gap-2">
        <legend className="mb-1 font-semibold">{label}</legend>
        {options.map((option) => <CheckField key={option.value} name={`${name}.${option.value}`} label={option.label} defaultChecked={values[`${name}.${option.value}`] === 'true'} />)}
      </fieldset>
    );
  }
  if (kind === 'terms' && tree) return <TermField {...shared} tree={tree} words={words.terms} />;
  if (kind === 'text' || kind === 'lines' || kind === 'terms') return <TextArea {...shared} rows={kind === 'text' ? 3 : 2} required={required} />;
  if (kind === 'date') return <TextField {...shared} type="date" />;
  if (kind === 'number') return <TextField {...shared} inputMode="numeric" />;
  return <TextField {...shared} required={required} />;
}
