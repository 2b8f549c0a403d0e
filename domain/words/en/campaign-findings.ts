import { law } from '@/domain/words/en/law';
import { uptake } from '@/domain/words/en/uptake';
import { formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';
import { readerOf, type RuleWords } from '@/domain/words/rule-words';

const { text, count, isOne, list } = readerOf('en');
const format = formatter('en');
type Value = Parameters<typeof text>[0];
const decimal = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const percent = (value: Value) => `${decimal.format(Number(value ?? 0))}%`;
const day = (value: Value) => format.date(text(value));
const people = (n: Value) => (isOne(n) ? '1 person' : `${count(n)} people`);
const times = (n: Value) => (isOne(n) ? 'once' : `${count(n)} times`);
const where = (area: Value) => (text(area) === '' ? 'everywhere else' : placeName(text(area), law.places));
const platforms: Record<string, string> = uptake.platforms;
const counts: Record<string, string> = uptake.counts;
const shown = ({ variant, area, platform }: Record<string, Value>) => `${text(variant) === '' ? 'the form without a name' : `“${text(variant)}”`}${text(platform) === '' ? '' : ` on ${platforms[text(platform)] ?? text(platform)}`}${text(area) === '' ? '' : ` in ${placeName(text(area), law.places)}`}`;

/** The 19 rules on campaigns, events, statistics and exports. */
export const campaignRules = {
  'CAM-01': {
    name: 'Time to decide', condition: 'A deadline falls fewer days after the announcement than the notice period (ours: 30 days), or more than a share of people (ours: 5%) first saw the notice fewer days than that before the deadline in force.',
    message: (v) => (text(v.what) === 'days' ? `The deadline of ${day(v.deadline)} fell ${count(v.days)} days after the announcement, fewer than ${count(v.least)} (our threshold, not law). Material changes must come “well in advance”.` : `${percent(v.percent)} of people (${count(v.n)} of ${count(v.all)}) had fewer than ${count(v.least)} days (our threshold, not law) before ${day(v.deadline)}. Material changes must come “well in advance”.`),
    remedy: 'Extend the deadline, or record why the time is enough.',
  },
  'CAM-02': {
    name: 'What changes', condition: 'No change is listed; a change names no purpose or is neither called material nor not; a message was not about the update alone, or told people to check a page.',
    message: (v) => (text(v.what) === 'none' ? 'People are not told what changes: no change is listed.' : text(v.what) === 'change' ? `People are not told what changes: “${text(v.change)}” does not say ${list(v.lacks, { material: 'whether it is material', purposes: 'which purposes it concerns' })}.` : `The message of ${day(v.day)} ${list(v.faults, { not_dedicated: 'was not about the update alone', check_page: 'told people to check a page' })}.`),
    remedy: 'List the changes in plain words, each with its purposes, and send a message of its own.',
  },
  'CAM-03': {
    name: 'Refusing as easy as accepting', condition: 'A form of the prompt has no way to decline, one that takes more steps or stands out less than accepting, or can neither be closed nor put off.',
    message: (v) => `With ${shown(v)} refusing is harder than accepting: ${list(v.faults, { no_decline: 'there is no way to decline', more_steps: `declining takes ${count(v.decline)} steps, accepting ${count(v.accept)}`, less_prominent: 'declining stands out less', no_way_out: 'it can neither be closed nor put off' })}.`,
    remedy: 'Offer both answers alike, and let people put it off.',
  },
  'CAM-04': {
    name: 'Repeated prompts', condition: 'People were prompted again for a text they had declined (a blocker); or more often before an answer than the campaign’s cap allows (ours: 2 in 30 days; a warning).',
    message: (v) => (text(v.what) === 'declined' ? `${people(v.n)} ${isOne(v.n) ? 'was' : 'were'} asked again after refusing (at most ${times(v.most)}).` : `${people(v.n)} ${isOne(v.n) ? 'was' : 'were'} prompted more than ${times(v.cap)} in ${count(v.days)} days before an answer (at most ${times(v.most)} in 30 days).`),
    remedy: 'Stop the prompts, and remember the choice.',
  },
  'CAM-05': {
    name: 'What refusing brings', condition: 'The campaign is mandatory and does not say what happens to people who refuse; or what it says changed or differs between areas; or functions were limited before the deadline.',
    message: (v) => {
      if (text(v.what) === 'not_stated') return 'What happens to people who refuse is not stated.';
      if (text(v.what) === 'changed') return `What happens to people who refuse changed along the way: ${count(v.n)} different statements (${where(v.area)}).`;
      if (text(v.what) === 'areas') return `What happens to people who refuse differs between areas: ${list((Array.isArray(v.areas) ? v.areas : []).map(where))}.`;
      return `Functions were limited on ${day(v.day)}, before the deadline.`;
    },
    remedy: 'State it once, the same for all; where it must change, record each version.',
  },
  'CAM-06': {
    name: 'Acceptance called by its name', condition: 'A label calls acceptance of terms or of a privacy notice consent; or one act covers several natures, or none that is recorded.',
    message: (v) => `“${text(v.label)}” (${text(v.place)}) ${list(v.faults, { consent: 'says consent where it is none: this is an acknowledgement rate, not a consent rate', no_nature: 'has no recorded legal nature', natures: 'covers several legal natures in one act: this is an acknowledgement rate, not a consent rate' })}.`,
    remedy: 'Name the act for what it is in law, one act for each.',
  },
  'CAM-07': {
    name: 'Old deadlines and shared texts', condition: 'A deadline moved after people had been told another one and no message that names the new one is recorded; or areas with different purposes share one text.',
    message: (v) => (text(v.what) === 'deadline' ? `${people(v.n)} had been told another deadline before it moved to ${day(v.deadline)}, and no message that names the new one is recorded.` : `${list((Array.isArray(v.areas) ? v.areas : []).map(where))} share a text that does not fit both (${list(v.notices)}).`),
    remedy: 'Tell those people the new deadline; give each area its own version.',
  },
  'EVT-01': { name: 'Decisions tied to a text', condition: 'A counted decision names no text, or none that was published for its region by then.', message: (v) => `${count(v.n)} of ${count(v.all)} decisions cannot be tied to a text.`, remedy: 'Leave them out of uptake, and mend how they are captured.' },
  'EVT-02': { name: 'Shown before decided', condition: 'A counted decision has no display of the same text at or before it.', message: (v) => `${count(v.n)} of ${count(v.all)} decisions were recorded before the notice was shown.`, remedy: 'Leave them out, and find out why.' },
  'EVT-03': { name: 'Decided in person', condition: 'A counted decision was made by staff, a system or an import.', message: (v) => `${count(v.n)} of ${count(v.all)} decisions were not made by the person.`, remedy: 'Leave them out, and report them apart.' },
  'EVT-04': {
    name: 'Plausible times', condition: 'Events cite a text before it was published, were refused since they lay in the future or had no offset; or more than a share of acceptances of a form of the prompt (ours: 10%) came within a second (ours) of the display.',
    message: (v) => (text(v.what) === 'published' ? `${count(v.n)} events cite a text before it was published.` : text(v.what) === 'refused' ? `${count(v.n)} events were refused since they lay in the future or had no offset: a sender’s clock is wrong.` : `With ${shown(v)} ${percent(v.percent)} of acceptances (${count(v.n)} of ${count(v.all)}) came within ${decimal.format(Number(v.seconds))} s of the display; our threshold is ${percent(v.threshold)}.`),
    remedy: 'Correct the clocks; look at the form of the prompt.',
  },
  'STA-01': { name: 'Rates with their numbers', condition: 'A rate is printed without numerator, denominator, definition of the population or the instant it is about.', message: (v) => `The rate “${text(v.rate)}” stands without ${list(v.lacks, { numerator: 'its numerator', denominator: 'its denominator', definition: 'the definition of the population', as_of: 'the instant it is about' })}.`, remedy: 'Print n of N, who is in scope, and as of when.' },
  'STA-02': { name: 'No more people than there are', condition: 'More people have events in a segment than its population holds.', message: (v) => `“${text(v.segment)}”: ${people(v.n)} with events, but a population of ${count(v.population)}.`, remedy: 'Correct the segment or the population.' },
  'STA-03': { name: 'In time means in time', condition: 'Acceptances after the deadline, in the campaign’s zone, are counted as in time.', message: (v) => `${count(v.n)} late acceptances are counted as in time for ${day(v.deadline)}.`, remedy: 'Count again, with the zone.' },
  'STA-04': { name: 'Silence is no yes', condition: 'Silence, dismissal, putting off or a closed account is counted as acceptance.', message: (v) => `In “${text(v.rate)}” no answer is counted as yes: ${people(v.n)}${text(v.counts) === '' ? '' : ` (${list(v.counts, counts)})`}.`, remedy: 'Show accepted, declined, no answer and not reached apart.' },
  'STA-05': { name: 'Last answer, once each', condition: 'People whose last answer is another one are counted as having accepted, or people are counted more than once.', message: (v) => (text(v.counts) === '' ? `“${text(v.rate)}”: ${count(v.repeated)} decisions more than people who decided.` : `${list(v.counts, counts)} inflate “${text(v.rate)}” by ${decimal.format(Number(v.points))} points.`), remedy: 'Count the last state of each person, once.' },
  'STA-06': {
    name: 'A denominator that stands still', condition: 'The population was recorded after people had decided, closed accounts are missing from the counts, or groups do not add up to the whole.',
    message: (v) => (text(v.what) === 'later' ? `The denominator moved: the population of ${day(v.day)} was taken after ${people(v.n)} had decided.` : text(v.what) === 'closed' ? 'People who left are gone from the counts.' : `“${text(v.table)}” adds up to ${count(v.sum)}, the whole is ${count(v.total)}.`),
    remedy: 'Fix the population at the announcement, and report those who left.',
  },
  'EXP-01': { name: 'No one singled out', condition: 'A printed number is from 1 to k − 1 (ours: k = 10), leaves fewer than k of its whole, moved by fewer than k, or can be worked out from printed totals.', message: (v) => `${isOne(v.n) ? '1 cell' : `${count(v.n)} cells`} could single people out (fewer than ${count(v.least)}; our threshold, not law): ${list(v.cells)}.`, remedy: 'Withhold two or more cells, merge or round.' },
  'EXP-02': {
    name: 'A file that stands alone', condition: 'A file lacks when it was made, what it is about, the versions it rests on, its filters or its digest; or a field of Article 30 is nothing but an address.',
    message: (v) => (text(v.what) === 'metadata' ? `The file does not say ${list(v.lacks, { generated_at: 'when it was made', as_of: 'as of when', register: 'the versions of the register', pack: 'the rule pack', filters: 'its filters', digest: 'the digest of its inputs' })}.` : `The file does not stand alone: ${list(v.fields)} ${Array.isArray(v.fields) && v.fields.length === 1 ? 'is' : 'are'} nothing but an address on the web.`),
    remedy: 'Put the text and its metadata into the file.',
  },
} satisfies Record<string, RuleWords>;
