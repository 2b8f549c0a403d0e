import Link from 'next/link';
import { placeLink } from '@/app/(console)/findings/place-link';
import { Section } from '@/components/ui/page';
import type { FindingRow } from '@/domain/findings/queries';
import { ruleOf } from '@/domain/findings/rule-book';
import { ruleWords } from '@/domain/findings/sentence';
import type { Words } from '@/domain/words/catalogue';

/** What would resolve the finding, where, and who says so with how much certainty. */
export function FindingWhy({ finding, mayEdit, words }: { finding: FindingRow; mayEdit: boolean; words: Words }) {
  const { detail } = words.findingPages;
  const places = new Map(finding.places.map((place) => placeLink(place, { mayEdit, words })).map(({ label, href }) => [label, href]));
  return (
    <>
      <Section id="resolve" title={detail.resolve} note={finding.status === 'resolved' ? detail.gone : detail.resolvesItself}>
        <p className="max-w-prose">{ruleWords(finding.rule, words).remedy}</p>
        <h3 className="mt-4">{detail.where}</h3>
        <ul className="mt-1 grid gap-1">
          {[...places].map(([label, href]) => <li key={label}>{href === null ? label : <Link className="tap inline-flex items-center" href={href}>{label}</Link>}</li>)}
        </ul>
      </Section>
      <Section id="citation" title={detail.citation}>
        <p className="max-w-prose">{ruleWords(finding.rule, words).condition}</p>
        <ul className="mt-2 list-disc ps-5">
          {ruleOf(finding.rule).citations.map(({ text, confidence }) => <li key={text}>{words.law.cite(text)} <span className="text-muted">({detail.confidence[confidence]})</span></li>)}
        </ul>
      </Section>
    </>
  );
}
