'use client';

import type { Option } from '@/components/form/field';

/**
 * One filter of a list: a select that may stand for everything. The browser's side makes its options, so that a list of 240 regions is sent as data once, not as
 * 240 elements.
 */
export function Choice({ name, label, value, options, all }: { name: string; label: string; value?: string; options: Option[]; all?: string }) {
  return (
    <label className="grid min-w-36 text-sm">
      <span className="text-muted">{label}</span>
      <select name={name} defaultValue={value ?? ''} className="field-input">
        {all && <option value="">{all}</option>}
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
    </label>
  );
}
