import { Section } from '@/components/ui/page';
import { PlainTable } from '@/components/ui/plain-table';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import { basisCitations } from '@/domain/purposes/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { record: PurposeRecord; words: Words; format: Formatter };

/** The lists of a record: bases by jurisdiction, data, recipients. */
export function RecordTables({ record, words, format }: Props) {
  const { register, law } = words;
  const { detail, fields, notStated } = register;
  const place = (code: string) => (/^[A-Z]{2}$/.test(code) ? `${code} ${format.region(code)}` : code);
  return (
    <>
      <Section id="bases" title={detail.bases}>
        <PlainTable
          caption={detail.bases}
          columns={[{ id: 'jurisdiction', label: fields.jurisdiction }, { id: 'basis', label: fields.basis }, { id: 'justification', label: fields.justification, long: true }, { id: 'reference', label: fields.legalReference }]}
          rows={record.bases.map(({ jurisdiction, basis, justification, legalReference }) => ({
            id: jurisdiction,
            cells: {
              jurisdiction: place(jurisdiction),
              basis: <span>{law.bases[basis]}<span className="block whitespace-nowrap text-sm text-muted">{basisCitations[basis]}</span></span>,
              justification: <span className="block max-w-prose whitespace-pre-line">{justification || notStated}</span>,
              reference: legalReference || '–',
            },
          }))}
        />
      </Section>
      <Section id="data" title={detail.data} note={record.dataCategories.length > 0 && (record.dataLinked ? detail.linked : <strong className="text-ink">{detail.unlinked}</strong>)}>
        {record.dataCategories.length === 0 ? <p className="text-muted">{detail.noData}</p> : (
          <PlainTable
            caption={law.dataCategories}
            columns={[{ id: 'name', label: fields.dataCategory }, { id: 'terms', label: fields.terms }, { id: 'retention', label: law.retention }]}
            rows={record.dataCategories.map(({ name, terms, special, retention }, n) => ({
              id: `${n}`,
              cells: {
                name: <span>{name}{special && <> <span className="tag bg-notice text-on-notice">{detail.special}</span></>}</span>,
                terms: terms.length === 0 ? '–' : <span className="flex flex-wrap gap-x-2">{terms.map((term) => <code key={term}>{term}</code>)}</span>,
                retention: retention || notStated,
              },
            }))}
          />
        )}
      </Section>
      <Section id="recipients" title={detail.recipients}>
        {record.recipients.length === 0 ? <p className="text-muted">{detail.noRecipients}</p> : (
          <PlainTable
            caption={law.recipients}
            columns={[{ id: 'name', label: fields.recipient }, { id: 'role', label: fields.role }, { id: 'country', label: fields.country }, { id: 'tool', label: fields.transferTool }]}
            rows={record.recipients.map(({ name, role, country, transferTool }, n) => ({
              id: `${n}`,
              cells: { name, role: law.recipientRoles[role], country: country ? place(country) : notStated, tool: law.transferTools[transferTool] },
            }))}
          />
        )}
      </Section>
    </>
  );
}
