import type { z } from 'zod';
import { PurposeRecord } from '@/domain/purposes/schemas';

type Schema = z.core.$ZodType;
type Holds = (value: unknown) => boolean;
type Definition = { type: string; innerType?: Schema; element?: Schema; shape?: Record<string, Schema>; checks?: z.core.$ZodCheck<unknown>[]; entries?: Record<string, string>; defaultValue?: unknown };
const definition = (schema: Schema): Definition => schema._zod.def as unknown as Definition;

/**
 * Whether parsing would give the value back as it is: every field there, none besides, each as its schema would leave it. Read off the schema,
 * and asked of the schema field by field. False is no verdict: what this cannot tell has to be parsed. A tenth of the work of parsing.
 */
export const isOfTodaysShape = (value: unknown): value is PurposeRecord => holdsRecord(value);

function holdsOf(schema: Schema): Holds {
  const holds = kindOf(schema);
  const { checks = [] } = definition(schema);
  return checks.length === 0 ? holds : (value) => holds(value) && pass(checks, value);
}

/** Whether a value is of the kind a schema speaks of, before its checks. */
function kindOf(schema: Schema): Holds {
  const { type, innerType, element, shape, entries = {}, defaultValue } = definition(schema);
  if ((type === 'default' || type === 'prefault') && innerType) {
    const holds = holdsOf(innerType);
    // Most fields hold what they hold when nothing is said.
    const isUnsaid = typeof defaultValue !== 'object' && holds(defaultValue);
    return (value) => (isUnsaid && value === defaultValue) || holds(value);
  }
  if (type === 'nullable' && innerType) {
    const holds = holdsOf(innerType);
    return (value) => value === null || holds(value);
  }
  if (type === 'object' && shape) {
    const [names, holds] = [Object.keys(shape), Object.values(shape).map(holdsOf)];
    return (value) => isObject(value) && countOf(value) === names.length && holds.every((one, at) => one(value[names[at] ?? '']));
  }
  if (type === 'array' && element) {
    const holds = holdsOf(element);
    return (value) => Array.isArray(value) && value.every(holds);
  }
  if (type === 'enum') {
    const codes = new Set<unknown>(Object.values(entries));
    return (value) => codes.has(value);
  }
  if (type === 'boolean') return (value) => typeof value === 'boolean';
  if (type === 'string' && !schema._zod.traits.has('$ZodCheck')) return (value) => typeof value === 'string';
  return (value) => {
    const parsed = schema._zod.run({ value, issues: [] }, {});
    return value !== undefined && !(parsed instanceof Promise) && parsed.issues.length === 0 && parsed.value === value;
  };
}

/** Whether what a schema asks beyond the kind of value holds, and leaves the value as it is. */
function pass(checks: readonly z.core.$ZodCheck<unknown>[], value: unknown): boolean {
  const payload: z.core.ParsePayload = { value, issues: [] };
  for (const check of checks) if (check._zod.check(payload) instanceof Promise || payload.issues.length > 0 || payload.value !== value) return false;
  return true;
}

function countOf(value: object): number {
  let count = 0;
  for (const _ in value) count += 1;
  return count;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const holdsRecord = holdsOf(PurposeRecord);
