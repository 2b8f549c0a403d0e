import { packVersion } from '@/domain/findings/pack';
import { registerJsonLd } from '@/domain/purposes/exchange/json-ld';
import { cnilLayout, icoLayout } from '@/domain/purposes/exchange/layouts';
import { purposeStatuses } from '@/domain/purposes/vocabulary';
import { detailsTable } from '@/domain/reports/article-30-details';
import { categoryTable, overviewTable, recipientTable, recordTable, rowsOf, securityTable } from '@/domain/reports/article-30-tables';
import type { JsonValue, ReportDocument, ReportSection, ReportTable } from '@/domain/reports/document';
import { frame, section } from '@/domain/reports/frame';
import { type RecordData, entriesOf } from '@/domain/reports/record-data';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';

const zone = 'UTC';

/** The record of processing activities of a controller (Art 30(1) GDPR) as a document: a function of its data and of the words alone. It repeats the register and judges nothing. */
export function article30Record(data: RecordData, words: Words): ReportDocument {
  const { reports } = words;
  const { record } = reports;
  return {
    ...recordFrame(data, words),
    title: reports.types.article_30_record,
    subtitle: record.subtitle(formatter(data.language).instant(new Date(data.as_of), zone)),
    sections: [
      section('summary', record.sections.summary, { paragraphs: [record.notAFinding, ...(data.purposes.length === 0 ? [record.empty] : [])], facts: facts(data, words), tables: data.purposes.length === 0 ? [] : [overviewTable(data, words)] }),
      ...(data.layout === 'full' ? fullSections(data, words) : templateSections(data, words)),
    ],
  };
}

/** What both records say of where they come from; the JSON-LD twin beside it. */
export function recordFrame(data: RecordData, words: Words) {
  const { provenance: p, ...reports } = words.reports;
  const versions = data.purposes.map((purpose) => `${purpose.key} v${purpose.version}`).join(', ');
  const framed = frame(data, words, {
    zone,
    before: [{ label: p.register, value: p.versionsOf(formatter(data.language).count(data.purposes.length), versions || reports.none) }],
    between: [{ label: p.layout, value: reports.layouts[data.layout] }, { label: p.filters, value: reports.none }, { label: p.rules, value: packVersion }],
  });
  return { ...framed, linked: JSON.parse(JSON.stringify(registerJsonLd(entriesOf(data)))) as JsonValue };
}

function fullSections(data: RecordData, words: Words): ReportSection[] {
  const { sections } = words.reports.record;
  return [
    section('record', sections.record, { tables: [recordTable(data, words)] }),
    section('data-categories', sections.categories, { tables: [categoryTable(data, words)] }),
    section('recipients', sections.recipients, { tables: [recipientTable(data, words)] }),
    section('security-measures', sections.security, { tables: [securityTable(data, words)] }),
    section('details', sections.details, { tables: [detailsTable(data, words)] }),
  ];
}

/** The tables of an authority's template, in its own words; what the template has no column for stands under all fields. */
function templateSections(data: RecordData, words: Words): ReportSection[] {
  const { record, layouts } = words.reports;
  const tables = data.layout === 'ico' ? icoLayout(entriesOf(data), words, formatter(data.language)).slice(0, 1) : cnilLayout(entriesOf(data), words);
  const asTable = ({ id, title, columns, rows }: (typeof tables)[number]): ReportTable => ({
    id: `${data.layout}_${id}`, title, note: null,
    columns: columns.map((column, at) => ({ id: `column_${at + 1}`, label: column.label, description: record.templateColumn(layouts[data.layout], at + 1), type: 'text' })),
    rows: rows.map((row) => row.map((cell) => (cell === '' ? null : cell))),
  });
  return [
    section('template', layouts[data.layout], { paragraphs: [record.templateNote], tables: tables.map(asTable) }),
    section('details', record.sections.details, { tables: [detailsTable(data, words)] }),
  ];
}

function facts(data: RecordData, { reports, register }: Words): ReportSection['facts'] {
  const { count } = formatter(data.language);
  const labels = reports.record.facts;
  const rows = rowsOf(data);
  const byStatus = purposeStatuses.map((status) => ({ status, n: data.purposes.filter((purpose) => purpose.status === status).length })).filter(({ n }) => n > 0);
  return [
    ...partyFacts(data, reports),
    { label: labels.purposes, value: count(data.purposes.length) },
    { label: labels.rows, value: count(rows.length) },
    { label: labels.noBasis, value: count(rows.filter(({ basis }) => basis.basis === 'not_stated').length) },
    { label: labels.statuses, value: byStatus.map(({ status, n }) => `${register.statuses[status]}: ${count(n)}`).join(', ') || reports.none },
  ];
}

/** Who keeps the record, as named in its entries (Art 30(1)(a), 30(2)(a)). */
export function partyFacts({ purposes }: RecordData, { record }: Words['reports']): ReportSection['facts'] {
  const named = (part: 'controller' | 'representative' | 'dataProtectionOfficer') =>
    [...new Set(purposes.map(({ record: { [part]: party } }) => [party.name, party.address, party.email, party.phone].filter((text) => text !== '').join(', ')).filter((text) => text !== ''))].join('; ') || record.retentionNotStated;
  return [
    { label: record.parties.controller, value: named('controller') },
    { label: record.parties.representative, value: named('representative') },
    { label: record.parties.officer, value: named('dataProtectionOfficer') },
  ];
}
