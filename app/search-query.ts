import { z } from 'zod';
import { day } from '@/domain/instants';

/** A parameter may stand several times in an address: the first counts, or all of them where a list is meant. */
export const one = (value: unknown) => (Array.isArray(value) ? value[0] : value);
export const list = (value: unknown) => (Array.isArray(value) ? value.join(',') : value);

/** A date that a page may be about; none where the address names none that is understood. */
export const searchDay = z.preprocess(one, day).optional().catch(undefined);

export const pageNumber = z.preprocess(one, z.coerce.number().int().min(1).max(10_000)).catch(1);
export const pageSize = z.preprocess(one, z.coerce.number().pipe(z.union([z.literal(10), z.literal(25), z.literal(100)]))).catch(25);
