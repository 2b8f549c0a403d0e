import { expect, it } from 'vitest';
import { entryFields, typedEntry } from '@/app/(console)/campaigns/[campaign]/conduct/entry-fields';
import { RecordConduct } from '@/domain/campaigns/schemas';
import { conductKinds } from '@/domain/campaigns/vocabulary';

const typed = { name: ' ads ', type: 'purpose', text: 'Ads are new.', material: 'true', purposes: 'ads, bills,', at: '2026-01-05T09:00:00Z', variant: 'one', accept_steps: '1', accept_prominence: 'primary', dismissible: 'true', cap: '2', per_days: '30', place: 'prompt', natures: 'contract_terms,privacy_notice', in_use: 'true', area: '', source: '' };

it.each(conductKinds)('what is typed for a %s is taken by its schema', (kind) => {
  const parsed = RecordConduct.safeParse({ campaign: 'spring', kind, entry: typedEntry(kind, typed) });
  expect(parsed.error).toBeUndefined();
});

it('asks for every field that the schema of a kind has', () => {
  for (const option of RecordConduct.options) {
    const { kind, entry } = option.shape;
    expect(Object.keys(entry.shape).sort(), kind.value).toEqual(entryFields[kind.value].map(({ name }) => name).sort());
  }
});

it('reads empty fields as none, ticks as yes and lists by their commas', () => {
  expect(typedEntry('variant', typed)).toMatchObject({ variant: 'one', area: null, platform: null, accept_steps: 1, dismissible: true, deferrable: false, in_use: true });
  expect(typedEntry('variant', typed)).not.toHaveProperty('decline_steps');
  expect(typedEntry('change', { ...typed, material: '' })).toMatchObject({ name: 'ads', material: null, purposes: ['ads', 'bills'] });
  expect(typedEntry('label', typed)).toMatchObject({ natures: ['contract_terms', 'privacy_notice'] });
});
