import { clip } from './xlsx-xml';

const longest = 31;
const refused = /[\p{Cc}\p{Cf}\p{Surrogate}\uFFFE\uFFFF[\]:*?/\\]/gu;

/**
 * Worksheet names Excel accepts, in the order of `wanted`: at most 31 code units, none of `[ ] : * ? / \`, no control
 * or invisible character, no apostrophe at either end, not the reserved `History`, and no two alike when case is
 * ignored (the second becomes `Name (2)`).
 */
export function sheetNames(wanted: string[]): string[] {
  const taken = new Set<string>(['history']);
  return wanted.map((name) => {
    const base = clean(clip(name.replace(refused, ' ').replace(/\s+/g, ' '), longest)) || 'Sheet';
    let unique = base;
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) {
      const suffix = ` (${count})`;
      unique = clean(clip(base, longest - suffix.length)) + suffix;
    }
    taken.add(unique.toLowerCase());
    return unique;
  });
}

function clean(name: string): string {
  return name.replace(/^[\s']+|[\s']+$/g, '');
}
