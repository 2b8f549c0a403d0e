import type { RuleId } from '@/domain/findings/vocabulary';

/** Rules on purposes whose numbers count people. Those on campaigns, events, statistics and exports all do. */
const peopleInRegister: ReadonlySet<RuleId> = new Set(['CON-02', 'CON-03', 'CON-05', 'CON-06']);

/** Whether a finding's numbers may tell how many people there are in a small cell: they are withheld from whoever may not see exact counts (contract section 3). */
export const countsPeople = (rule: RuleId, object: string): boolean => object !== 'purpose' || peopleInRegister.has(rule);

/** The values of a finding with every number withheld: null stands for one. Words and keys stay. */
export const withoutNumbers = <Value>(values: Readonly<Record<string, Value>>): Record<string, Value | null> => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? null : value]));
