import { packVersion } from '@/domain/findings/pack';
import { burnUpChart, partsChart } from '@/domain/reports/campaign-charts';
import type { CampaignData } from '@/domain/reports/campaign-data';
import { deadlineTable, groupTables, noticeTable, seriesTable, totalTables } from '@/domain/reports/campaign-tables';
import { inputsDigest } from '@/domain/reports/digest';
import type { ReportDocument, ReportSection } from '@/domain/reports/document';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';
import { segmentName } from '@/domain/words/segment-name';

/** The campaign report as a document: a function of its data and of the words alone. */
export function campaignUptake(data: CampaignData, words: Words): ReportDocument {
  const { reports, shell } = words;
  const format = formatter(data.language);
  const asOf = format.endInstant(new Date(data.as_of), data.zone);
  return {
    type: data.type,
    language: data.language,
    title: data.title,
    subtitle: reports.campaign.subtitle(asOf),
    illustrative: data.illustrative ? `${shell.illustrativeShort}: ${shell.illustrative}` : null,
    provenanceTitle: reports.provenance.title,
    provenance: provenance(data, words, asOf),
    sections: [summary(data, words, asOf), groups(data, words, asOf), series(data, words), deadlines(data, words), notices(data, words), method(data, words)],
    data,
  };
}

const section = (id: string, heading: string, parts: Partial<ReportSection>): ReportSection => ({ id, heading, paragraphs: [], facts: [], charts: [], tables: [], ...parts });

/** The filters of a report in words, `Region DE, Platform Android`; empty without any. */
export function filtersOf(data: { filters: Record<string, string> }, words: Words): string {
  const { reports } = words;
  const names: Record<string, string> = { region: reports.columns.region.label, platform: reports.columns.platform.label, channel: reports.columns.channel.label };
  return Object.entries(data.filters).map(([name, value]) => `${names[name] ?? name} ${segmentName(name, value, words)}`).join(', ');
}

function provenance(data: CampaignData, words: Words, asOf: string): ReportDocument['provenance'] {
  const { provenance: p } = words.reports;
  const format = formatter(data.language);
  const filters = filtersOf(data, words);
  return [
    { label: p.campaign, value: words.reports.with(data.title, data.campaign) },
    { label: p.asOf, value: p.inZone(asOf, data.as_of) },
    { label: p.knownAt, value: p.knownAtMeans(p.inZone(format.instant(new Date(data.known_at), data.zone), data.known_at)) },
    { label: p.filters, value: filters || p.noFilters },
    { label: p.cells, value: data.small_cell === null ? p.exact : p.withheld(data.small_cell) },
    { label: p.notices, value: data.notices.map((notice) => `${notice.id} ${notice.sha256.slice(0, 12)}`).join(', ') || words.reports.none },
    { label: p.rules, value: packVersion },
    { label: p.inputs, value: inputsDigest(data) },
    { label: p.timeZones, value: p.timeZonesOf(data.clocks.database, data.clocks.program) },
    { label: p.language, value: p.languageName },
  ];
}

/** n of N accepted, x %; or why the number is not there. */
function headline(data: CampaignData, { uptake }: Words): string {
  const format = formatter(data.language);
  if (data.withheld.includes('accepted') || data.withheld.includes('population')) return uptake.headlineWithheld;
  if (data.population === null) return uptake.headlineNoPopulation(format.count(data.counts.accepted));
  return uptake.headline(format.count(data.counts.accepted), format.count(data.population), format.rate(data.rates.of_due));
}

const currentDeadline = (data: CampaignData) => data.deadlines.findLast((entry) => entry.in_force && entry.area === null) ?? data.deadlines.findLast((entry) => entry.in_force);

function deadlineSentence(data: CampaignData, { uptake }: Words): string {
  const deadline = currentDeadline(data);
  if (!deadline) return uptake.noDeadline;
  const at = new Date(deadline.at);
  const days = Math.ceil(Math.abs(at.getTime() - Date.parse(data.as_of)) / 86_400_000);
  const format = formatter(data.language);
  const written = format.endInstant(at, data.zone);
  return data.as_of < deadline.at ? uptake.daysLeft(days, format.count(days), written) : uptake.daysPast(Math.max(1, days), format.count(Math.max(1, days)), written);
}

function targetSentence(data: CampaignData, { uptake }: Words): string[] {
  if (data.target === null || data.population === null || data.counts.accepted === null) return [];
  const format = formatter(data.language);
  const missing = Math.ceil(data.target * data.population) - data.counts.accepted;
  return [missing > 0 ? uptake.targetGap(format.rate(data.target), format.count(missing)) : uptake.targetMet(format.rate(data.target))];
}

function summary(data: CampaignData, words: Words, asOf: string): ReportSection {
  const { reports, uptake } = words;
  const { facts } = reports.campaign;
  const format = formatter(data.language);
  const filters = filtersOf(data, words);
  const deadline = currentDeadline(data);
  const withheld = (name: 'accepted' | 'population' | 'unproven', written: string) => (data.withheld.includes(name) ? uptake.suppressed : written);
  return section('summary', reports.campaign.sections.summary, {
    paragraphs: [
      ...(filters === '' ? [] : [reports.campaign.segment(filters)]),
      [headline(data, words), deadlineSentence(data, words), ...targetSentence(data, words)].join(' '),
      [
        ...(data.counts.unproven === null ? [] : [uptake.parts.unproven(format.count(data.counts.unproven))]),
        ...(data.counts.closed === null ? [] : [uptake.parts.closed(format.count(data.counts.closed))]),
        uptake.acceptedMeans,
      ].join(' '),
    ],
    facts: [
      { label: reports.provenance.asOf, value: asOf },
      { label: facts.population, value: withheld('population', data.population === null ? facts.notRecorded : format.count(data.population)) },
      { label: facts.accepted, value: withheld('accepted', data.rates.of_due === null ? format.count(data.counts.accepted) : reports.with(format.count(data.counts.accepted), format.rate(data.rates.of_due))) },
      { label: facts.target, value: data.target === null ? facts.noTarget : format.rate(data.target) },
      { label: facts.deadline, value: deadline ? format.endInstant(new Date(deadline.at), data.zone) : reports.none },
      { label: facts.announced, value: format.instant(new Date(data.announced_at), data.zone) },
      { label: facts.mandatory, value: data.mandatory ? reports.yes : reports.no },
      ...data.population_rows.slice(-3).map((row) => ({ label: facts.populationDefinition, value: facts.populationOf(row.definition, row.source) })),
    ],
    charts: [partsChart(data, words), burnUpChart(data, words)],
    tables: totalTables(data, words),
  });
}

function groups(data: CampaignData, words: Words, asOf: string): ReportSection {
  const { campaign } = words.reports;
  return section('groups', campaign.sections.groups, {
    paragraphs: data.exact ? [] : [campaign.noSegments],
    tables: (['region', 'platform', 'region_platform'] as const).flatMap((name) => groupTables(name, data.groups[name], words, asOf)),
  });
}

const series = (data: CampaignData, words: Words) => section('series', words.reports.campaign.sections.series, { tables: [seriesTable(data, words)] });
const deadlines = (data: CampaignData, words: Words) => section('deadlines', words.reports.campaign.sections.deadlines, { paragraphs: data.joiner_days === null ? [] : [words.uptake.deadlines.joiners(data.joiner_days, formatter(data.language).count(data.joiner_days))], tables: [deadlineTable(data, words)] });
const notices = (data: CampaignData, words: Words) => section('notices', words.reports.campaign.sections.notices, { tables: [noticeTable(data, words)] });

function method(data: CampaignData, words: Words): ReportSection {
  const { campaign, provenance: p } = words.reports;
  return section('method', campaign.sections.method, {
    paragraphs: [
      ...campaign.method,
      `${campaign.methodZone(data.zone)} ${p.timeZones}: ${p.timeZonesOf(data.clocks.database, data.clocks.program)}.`,
      data.small_cell === null ? campaign.methodExact : campaign.methodWithheld(data.small_cell),
    ],
  });
}
