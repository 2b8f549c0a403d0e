import { columns, table } from '@/domain/reports/columns';
import type { ReportCell, ReportDocument, ReportSection, ReportTable } from '@/domain/reports/document';
import type { EvidenceData } from '@/domain/reports/evidence-data';
import { frame, section } from '@/domain/reports/frame';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';
import { segmentName } from '@/domain/words/segment-name';

type Event = EvidenceData['pack']['events'][number];

/**
 * What can be shown about one person (Art 7(1) GDPR, and 5(2) for what is not consent): what was shown, in which words, what was answered, when,
 * by whom, and whether it still stands. A function of its data and of the words alone.
 */
export function subjectEvidence(data: EvidenceData, words: Words): ReportDocument {
  const { reports } = words;
  const { evidencePack: e, provenance: p } = reports;
  const format = formatter(data.language);
  const shown = { zone: data.zone, before: [{ label: p.campaign, value: reports.with(data.title, data.campaign) }, { label: e.subject, value: data.subject }], between: [{ label: p.cells, value: p.exact }] };
  return {
    ...frame(data, words, shown),
    title: reports.types.subject_evidence,
    subtitle: e.subtitle(data.title, format.endInstant(new Date(data.as_of), data.zone)),
    sections: [standing(data, words), section('events', e.sections.events, { tables: [eventTable(data, words), originTable(data, words)] }), section('choices', e.sections.choices, { paragraphs: [e.choicesMean], tables: [choiceTable(data, words)] }), ...texts(data, words), section('method', e.sections.method, { paragraphs: e.method })],
  };
}

function standing(data: EvidenceData, words: Words): ReportSection {
  const { evidencePack: e, ...reports } = words.reports;
  const { pack } = data;
  const format = formatter(data.language);
  const instant = (text: string) => format.instant(new Date(text), data.zone);
  const first = pack.events[0];
  const answers = pack.events.filter(({ type }) => answered.has(type));
  const last = answers.at(-1);
  const state = pack.state === null ? null : words.uptake.counts[pack.state.state as keyof typeof words.uptake.counts];
  return section('standing', e.sections.standing, {
    paragraphs: [e.statuses[pack.status], ...(pack.status === 'known' ? [state === null ? e.noState : e.stateIs(state, pack.state?.proven ? e.proven : e.unproven)] : []), e.acceptedMeans],
    facts: [
      { label: e.facts.events, value: format.count(pack.events.length) },
      { label: e.facts.first, value: first ? instant(first.occurred_at) : reports.none },
      { label: e.facts.answer, value: last ? e.answerOf(e.types[last.type as keyof typeof e.types], instant(last.occurred_at), e.actors[last.actor as keyof typeof e.actors]) : e.noAnswer },
      { label: e.facts.notices, value: pack.notices.map(({ id }) => id).join(', ') || reports.none },
      { label: e.facts.consents, value: pack.choices.filter(({ consent }) => consent).map(({ purpose }) => purpose).join(', ') || reports.none },
      { label: e.facts.objections, value: pack.choices.filter(({ objection }) => objection).map(({ purpose }) => purpose).join(', ') || reports.none },
    ],
  });
}

const answered = new Set(['accepted', 'declined', 'withdrawn', 'objected', 'account_closed']);

function choiceTable({ pack }: EvidenceData, words: Words): ReportTable {
  const { evidencePack: e, ...reports } = words.reports;
  return table(
    'choices', e.tables.choices,
    columns(words, [['key', 'text'], ['choice', 'text'], ['consent', 'text'], ['objection', 'text'], ['since', 'instant'], ['event_id', 'text']]),
    pack.choices.map(({ purpose, choice, consent, objection, since, event }) => [purpose, e.choices[String(choice) as keyof typeof e.choices] ?? String(choice), consent ? reports.yes : reports.no, objection ? reports.yes : reports.no, since, event]),
    pack.choices.length === 0 ? e.noChoices : null,
  );
}

function eventTable({ pack }: EvidenceData, words: Words): ReportTable {
  const { evidencePack: e, ...reports } = words.reports;
  const answer = ({ purposes }: Event) => (purposes === null ? null : Object.entries(purposes).map(([key, value]) => `${key}: ${value ? reports.yes : reports.no}`).join('; '));
  const flag = (value: boolean) => (value ? reports.yes : reports.no);
  return table(
    'events', e.tables.events,
    columns(words, [
      ['occurred_at', 'instant'], ['event', 'text'], ['answer', 'text'], ['shown', 'text'], ['variant', 'text'], ['actor', 'text'], ['counts', 'text'], ['proven', 'text'], ['notice', 'text'], ['event_id', 'text'],
    ]),
    pack.events.map((event): ReportCell[] => [
      event.occurred_at, e.types[event.type as keyof typeof e.types] ?? event.type, answer(event), event.shown.join(', ') || null, event.variant, e.actors[event.actor as keyof typeof e.actors] ?? event.actor, flag(event.counts), flag(event.proven), event.notice, event.id,
    ]),
    e.eventsNote,
  );
}

/** Where each event happened and how it came. */
function originTable({ pack }: EvidenceData, words: Words): ReportTable {
  const { evidencePack: e } = words.reports;
  return table(
    'event_origins', e.tables.origins, columns(words, [['event_id', 'text'], ['region', 'text'], ['platform', 'text'], ['channel', 'text'], ['app_version', 'text'], ['locale', 'text'], ['arrived_at', 'instant'], ['batch', 'integer']]),
    pack.events.map((event) => [event.id, event.region, segmentName('platform', event.platform, words), segmentName('channel', event.channel, words), event.app_version, event.locale, event.recorded_at, event.batch]),
  );
}

/** The very words, notice by notice: a digest proves them, but a reader needs them. */
function texts(data: EvidenceData, words: Words): ReportSection[] {
  const { evidencePack: e, ...reports } = words.reports;
  const format = formatter(data.language);
  return data.pack.notices.map((notice, n) =>
    section(`text-${n + 1}`, e.textOf(notice.id), {
      facts: [
        { label: reports.columns.legal_nature.label, value: words.law.natures[notice.legal_nature as keyof typeof words.law.natures] ?? notice.legal_nature },
        { label: reports.columns.area.label, value: notice.area === null ? reports.everywhere : placeName(notice.area, words.law.places) },
        { label: reports.columns.locale.label, value: notice.locale },
        { label: reports.columns.published_at.label, value: format.instant(new Date(notice.published_at), data.zone) },
        { label: reports.columns.sha256.label, value: notice.sha256 },
      ],
      paragraphs: notice.text === null ? [e.textElsewhere] : notice.text.split(/\n+/).filter((line) => line.trim() !== ''),
    }),
  );
}
