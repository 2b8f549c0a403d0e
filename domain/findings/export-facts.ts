import type { Rule } from '@/domain/findings/rule';
import type { RuleSettings } from '@/domain/findings/settings';
import type { CountName } from '@/domain/uptake/vocabulary';

export type ExportRule = Rule<ExportFacts, RuleSettings>;

/** Counts as an export prints them: null withheld, absent where it has no such number. */
export type StatedCounts = Readonly<Partial<Record<CountName, number | null>>>;

/** A rate as an export prints it; null is withheld, or not there. */
export type StatedRate = {
  id: string;
  /** Which rate it is (contract section 3), in the export's own name for it. */
  rate: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  /** The counts that its numerator adds up; null where the export does not say. */
  counts: readonly CountName[] | null;
  /** The counts of the whole or group it is about. */
  of: StatedCounts;
};

/** A group of the export. `reached`: everybody with any event; null where one of the numbers is withheld or absent. */
export type StatedSegment = { id: string; population: number | null; reached: number | null };

/** Acceptances an export prints as in time for a deadline, and everybody who had accepted when it passed, as far as the export's own days tell (null: they do not). */
export type StatedDeadline = { area: string | null; at: Date; /** The last day on which an answer is in time, in the campaign's zone. */ lastDay: string; acceptedBy: number | null; acceptedThen: number | null };

/** A number of people that is printed. `of`: the whole it is a part of; `before`: what was printed for the same thing last, on the day before or in an earlier export about the same instant. */
export type StatedCell = { id: string; n: number; of: number | null; before: number | null };

/** Numbers that add up to a printed total; null is withheld. */
export type StatedLine = { id: string; total: number | null; parts: readonly (number | null)[] };

/** What an export says of itself; null where it is silent. */
export type StatedMetadata = { generatedAt: Date | null; asOf: Date | null; register: string | null; pack: string | null; filters: string | null; digest: string | null };

/** What an export states, read off the finished document: everything a statistics or export rule may look at. */
export type ExportFacts = {
  /** The number of the run. */
  id: string;
  metadata: StatedMetadata;
  /** It prints numbers of people; the record of processing activities prints none. */
  isStatistic: boolean;
  /** It repeats the register. */
  isRegister: boolean;
  /** It is for readers who may see exact numbers, and says so; small cells are then not withheld. */
  isRestricted: boolean;
  /** In total. */
  counts: StatedCounts;
  /** How many are in scope, who they are, from which day on (in the campaign's zone), and how many had decided before that day (null: not told). */
  population: { count: number | null; definition: string | null; day: string | null; decidedBefore: number | null };
  rates: readonly StatedRate[];
  segments: readonly StatedSegment[];
  /** The populations of the groups of one table, which are to add up to that of the whole; those with a withheld one are left out. */
  groupings: readonly { id: string; sum: number; total: number }[];
  deadlines: readonly StatedDeadline[];
  cells: readonly StatedCell[];
  lines: readonly StatedLine[];
  /** Fields that GDPR Article 30 asks for and that hold nothing but an address on the web. */
  addressOnly: readonly string[];
};

/** Where a finding on an export points: the rate, table or cell by its name. */
export const placesOn = ({ id }: Pick<ExportFacts, 'id'>, path: string) => [{ type: 'report' as const, id, path }];
