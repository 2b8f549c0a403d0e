import { describe, expect, test } from 'vitest';
import { words } from './catalogue';
import { placeName } from './place-name';

describe('the name of a place', () => {
  test('is that of the reader’s language where many use it', () => {
    expect(placeName('european_region', words('en').law.places)).toBe('European Region');
    expect(placeName('european_region', words('de').law.places)).toBe('Europäische Region');
    expect(placeName('EEA', words('de').law.places)).toBe('EWR');
  });

  test('is made of a key’s words where nobody has named it, and left alone where it is a code or a name', () => {
    const names = words('en').law.places;
    expect(placeName('latin_america', names)).toBe('Latin america');
    for (const typed of ['DE', 'BR', 'Kanton Zürich', 'Côte d’Ivoire', 'quebec', '–', '']) expect(placeName(typed, names)).toBe(typed);
  });
});
