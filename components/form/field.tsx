import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';

/** `id` is the name unless several forms of a page have a field of that name. */
type Shared = { name: string; id?: string; label: string; hint?: string; error?: string };

function Frame({ name, id = name, label, hint, error, children }: Shared & { children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block font-semibold">{label}</label>
      {hint && <p id={`${id}-hint`} className="mb-1 text-sm text-muted">{hint}</p>}
      {error && <p id={`${id}-error`} className="mb-1 text-sm font-semibold text-danger">{error}</p>}
      {children}
    </div>
  );
}

const described = ({ name, id = name, hint, error }: Shared) => [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
const shared = (props: Shared) => ({ id: props.id ?? props.name, name: props.name, className: 'field-input', 'aria-invalid': props.error ? true : undefined, 'aria-describedby': described(props) });

export function TextField({ label, hint, error, ...input }: Shared & Omit<InputHTMLAttributes<HTMLInputElement>, 'name'>) {
  const frame = { name: input.name, id: input.id, label, hint, error };
  return <Frame {...frame}><input {...input} {...shared(frame)} /></Frame>;
}

export function TextArea({ label, hint, error, ...input }: Shared & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name'>) {
  const frame = { name: input.name, id: input.id, label, hint, error };
  return <Frame {...frame}><textarea rows={3} {...input} {...shared(frame)} /></Frame>;
}

export type Option = { value: string; label: string };

export function SelectField({ label, hint, error, options, ...input }: Shared & { options: Option[] } & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'name'>) {
  const frame = { name: input.name, id: input.id, label, hint, error };
  return (
    <Frame {...frame}>
      <select {...input} {...shared(frame)}>
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
    </Frame>
  );
}

export function CheckField({ name, label, hint, error, defaultChecked }: Shared & { defaultChecked?: boolean }) {
  return (
    <div className="flex items-start gap-2">
      <input type="checkbox" id={name} name={name} value="true" defaultChecked={defaultChecked} className="mt-0.5 size-5 flex-none accent-accent" aria-invalid={error ? true : undefined} aria-describedby={described({ name, label, hint, error })} />
      <div>
        <label htmlFor={name} className="font-semibold">{label}</label>
        {hint && <p id={`${name}-hint`} className="text-sm text-muted">{hint}</p>}
        {error && <p id={`${name}-error`} className="text-sm font-semibold text-danger">{error}</p>}
      </div>
    </div>
  );
}
