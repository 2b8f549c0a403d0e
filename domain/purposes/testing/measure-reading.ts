import { type Proposal, readText } from '@/domain/purposes/read-text';
import type { LabelledText } from '@/domain/purposes/testing/labelled-texts';

export type Measured = { right: number; proposed: number; found: number; wanted: number };

/** How a kind of proposal does on a labelled text: of what was proposed how much is right, of what is there how much was found. */
function measured(proposals: Proposal[], wanted: string[][]): Measured {
  const isAbout = (terms: string[], label: string[]) => terms.some((term) => label.includes(term));
  return {
    right: proposals.filter(({ terms }) => wanted.some((label) => isAbout(terms, label))).length, proposed: proposals.length,
    found: wanted.filter((label) => proposals.some(({ terms }) => isAbout(terms, label))).length, wanted: wanted.length,
  };
}

/** Precision and recall of the reader on a labelled text, for purposes, data categories and recipients. */
export function measureReading({ text, purposes, data, recipients }: LabelledText): Record<Proposal['kind'], Measured> {
  const proposals = readText(text);
  const of = (kind: Proposal['kind']) => proposals.filter((one) => one.kind === kind);
  const named = of('recipient').map((one) => ({ ...one, terms: recipients.filter((name) => one.text.includes(name)) }));
  return { purpose: measured(of('purpose'), purposes), data: measured(of('data'), data), recipient: measured(named, recipients.map((name) => [name])) };
}
