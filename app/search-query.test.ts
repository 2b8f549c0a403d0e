import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { queryOf } from '@/app/query';
import { one, pageNumber, pageSize } from '@/app/search-query';

const Search = z.object({ q: z.preprocess(one, z.string().min(1)).optional().catch(undefined), page: pageNumber, size: pageSize });

describe('queryOf', () => {
  it('leaves defaults out and keeps one order', () => {
    const defaults = Search.parse({});
    expect(queryOf(defaults, defaults)).toBe('');
    expect(queryOf(Search.parse({ size: '10', q: 'a&b c', page: '3' }), defaults)).toBe('?page=3&q=a%26b%20c&size=10');
  });

  it('falls back to the default for what it does not understand, and takes the first of many', () => {
    expect(Search.parse({ page: '-1', size: '7', q: '' })).toEqual({ q: undefined, page: 1, size: 25 });
    expect(Search.parse({ page: ['2', '9'], q: ['x', 'y'] })).toMatchObject({ page: 2, q: 'x' });
  });

  it('writes a name that has no default', () => {
    expect(queryOf({ user: 'u-1' }, {})).toBe('?user=u-1');
  });
});
