import { RecordTables } from '@/app/(console)/purposes/record-tables';
import { Facts, Section } from '@/components/ui/page';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

/** One version of a purpose as summary cards. */
export function PurposeCards({ record, words, format }: { record: PurposeRecord; words: Words; format: Formatter }) {
  const { register, law } = words;
  const { detail, fields, notStated } = register;
  return (
    <>
      <div className="grid gap-5 lg:grid-cols-2">
        <Section id="purpose" title={detail.purpose}>
          <Facts
            facts={[
              { term: fields.description, description: <span className="whitespace-pre-line">{record.description || notStated}</span> },
              { term: fields.beneficiary, description: record.beneficiary || notStated },
              { term: fields.purposeTerms, description: record.purposeTerms.length === 0 ? notStated : <ul>{record.purposeTerms.map((term) => <li key={term}><code>{term}</code></li>)}</ul> },
              { term: law.dataSubjects, description: <ul>{record.dataSubjects.map((subject) => <li key={subject}>{subject}</li>)}</ul> },
            ]}
          />
        </Section>
        <Section id="care" title={detail.care}>
          <Facts
            facts={[
              { term: fields.status, description: <span className="tag">{register.statuses[record.status]}</span> },
              { term: fields.owner, description: record.owner },
              { term: fields.reviewDue, description: record.reviewDue ? format.date(record.reviewDue) : detail.noReview },
              { term: fields.specialCondition, description: law.specialConditions[record.specialCondition] },
              {
                term: law.securityMeasures,
                description: record.securityMeasures.length === 0 ? detail.noMeasures : <ul className="grid gap-1">{record.securityMeasures.map(({ letter, measure }) => <li key={`${letter}${measure}`}>{measure}<span className="block text-sm text-muted">{law.security[letter]}</span></li>)}</ul>,
              },
            ]}
          />
        </Section>
      </div>
      <RecordTables record={record} words={words} format={format} />
    </>
  );
}
