import { z } from 'zod';
import { one } from '@/app/search-query';

const text = z.preprocess(one, z.string().trim().max(500)).catch('');

/** The page's URL: the chosen entries as `KEY@VERSION`, and what is to change once it was filled in. */
export const BulkSearch = z.object({
  purpose: z.preprocess((value) => (Array.isArray(value) ? value : value === undefined ? [] : [value]), z.array(z.string())).catch([]).transform((chosen) => chosen.flatMap((text) => {
    const [, key, version] = /^([A-Za-z0-9][A-Za-z0-9._-]{0,63})@(\d{1,9})$/.exec(text) ?? [];
    return key && version ? [{ key, version: Number(version) }] : [];
  })),
  owner: text,
  businessFunction: text,
  reviewDue: text,
  reason: text,
  check: text,
});
