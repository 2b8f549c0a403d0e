import { plainLeavesOf, type PartName } from '@/app/(console)/purposes/form-layout';
import { FieldValue } from '@/app/(console)/purposes/field-value';
import { RecordList } from '@/app/(console)/purposes/record-list';
import { Facts, Section } from '@/components/ui/page';
import { fieldLabel } from '@/domain/purposes/labels';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import { groups, isBlank, valueAt } from '@/domain/purposes/shape';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { record: PurposeRecord; words: Words; format: Formatter };

/** Said even where nothing is entered, since Article 30 or the reader asks for it. */
const always = ['description', 'owner', 'timing.reviewDue', 'benefits.note', 'purposeTerms', 'controller.name', 'dataProtectionOfficer.name', 'impactAssessment.status'];

/** One version of a purpose as cards: what is entered, part by part, and what Article 30 asks for where nothing is. */
export function PurposeCards(props: Props) {
  return (
    <>
      <div className="grid gap-5 lg:grid-cols-2">
        <PartCard part="purpose" {...props} />
        <PartCard part="parties" {...props} />
      </div>
      {groups.filter(({ part }) => ['bases', 'dataUses', 'recipients'].includes(part)).map((group) => <RecordList key={group.part} group={group} {...props} />)}
      <div className="grid gap-5 lg:grid-cols-2">
        <PartCard part="rights" {...props} />
        <PartCard part="assessments" {...props} />
        <PartCard part="uk" {...props} />
      </div>
      {groups.filter(({ part }) => ['securityMeasures', 'jointControllers', 'processedFor'].includes(part)).map((group) => <RecordList key={group.part} group={group} {...props} />)}
    </>
  );
}

function PartCard({ part, record, words, format }: Props & { part: PartName }) {
  const leaves = plainLeavesOf(part).filter((leaf) => leaf.path !== 'title' && (always.includes(leaf.path) || !isBlank(leaf, valueAt(record, leaf.path))));
  if (leaves.length === 0) return null;
  return (
    <Section id={part} title={words.record.parts[part]}>
      <Facts facts={leaves.map((leaf) => ({ term: fieldLabel(leaf.path, words), description: <FieldValue leaf={leaf} holder={record} path={leaf.path} words={words} format={format} /> }))} />
    </Section>
  );
}
