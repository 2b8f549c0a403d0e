import { timestamp } from 'drizzle-orm/pg-core';

/** An instant in UTC, millisecond precision. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
