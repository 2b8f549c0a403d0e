import { type CampaignFacts, type DeadlineFacts, noEvents } from '@/domain/findings/campaign-facts';
import { cam01 } from '@/domain/findings/rules/cam-01';
import { cam02 } from '@/domain/findings/rules/cam-02';
import { cam03 } from '@/domain/findings/rules/cam-03';
import { cam04 } from '@/domain/findings/rules/cam-04';
import { cam05 } from '@/domain/findings/rules/cam-05';
import { cam06 } from '@/domain/findings/rules/cam-06';
import { cam07 } from '@/domain/findings/rules/cam-07';
import { evt01 } from '@/domain/findings/rules/evt-01';
import { evt02 } from '@/domain/findings/rules/evt-02';
import { evt03 } from '@/domain/findings/rules/evt-03';
import { evt04 } from '@/domain/findings/rules/evt-04';
import type { Expected, RuleCases } from '@/domain/findings/testing/rule-cases';

const at = (day: string) => new Date(`${day}T00:00:00Z`);
const deadline = (own: Partial<DeadlineFacts> = {}): DeadlineFacts => ({ area: null, at: at('2026-02-09'), since: at('2026-01-05'), lastDay: '2026-02-08', inForce: true, days: 34, firstSeen: [{ value: 30, people: 100 }], told: 0, ...own });

/** A campaign on which no rule fires. */
export const fairCampaign: CampaignFacts = {
  key: 'spring', mandatory: true, joinerDays: null,
  deadlines: [deadline()],
  notices: [{ id: 'terms', sha256: 'aa', nature: 'contract_terms', area: 'eea', publishedAt: at('2026-01-05'), purposes: ['ads'] }, { id: 'elsewhere', sha256: 'bb', nature: 'contract_terms', area: null, publishedAt: at('2026-01-05'), purposes: ['ads', 'bills'] }],
  changes: [{ name: 'ads', text: 'Ads are new.', material: true, purposes: ['ads'] }],
  announcements: [{ at: at('2026-01-05'), day: '2026-01-05', area: null, dedicated: true, checkPage: false, deadline: at('2026-02-09') }],
  variants: [{ variant: 'two-buttons', area: null, platform: null, acceptSteps: 1, declineSteps: 1, acceptProminence: 'primary', declineProminence: 'primary', dismissible: true, deferrable: true }],
  promptPolicy: null,
  consequences: [{ area: null, since: at('2026-01-05'), text: 'No new messages.', inForce: true }],
  limitations: [],
  labels: [{ place: 'dashboard', text: 'Accepted the terms', natures: ['contract_terms'] }],
  events: { ...noEvents, decisions: 100, acceptTimes: [{ variant: 'two-buttons', times: [{ under: 1, n: 0 }, { under: 3, n: 40 }, { under: Infinity, n: 60 }] }], promptsIn30Days: [{ value: 1, people: 90 }, { value: 2, people: 10 }] },
};

const given = (facts: Partial<CampaignFacts>): CampaignFacts => ({ ...fairCampaign, ...facts });
const events = (counts: Partial<CampaignFacts['events']>): CampaignFacts => given({ events: { ...fairCampaign.events, ...counts } });
const [change] = fairCampaign.changes;
const [message] = fairCampaign.announcements;
const [variant] = fairCampaign.variants;
const [label] = fairCampaign.labels;
const [consequence] = fairCampaign.consequences;
if (!change || !message || !variant || !label || !consequence) throw new Error('The fair campaign lacks one of these.');

const seen = (late: number, all: number, own: Partial<DeadlineFacts> = {}) => given({ deadlines: [deadline({ firstSeen: [{ value: 29, people: late }, { value: 30, people: all - late }], ...own })] });
const formOf = (own: Partial<typeof variant>) => given({ variants: [{ ...variant, ...own }] });
const labelled = (text: string, natures: typeof label.natures = ['contract_terms']) => given({ labels: [{ ...label, text, natures }] });
const fast = (n: number, all: number) => events({ acceptTimes: [{ variant: 'two-buttons', times: [{ under: 1, n }, { under: 3, n: all - n }] }] });

const blocker = (about: string, values?: Expected['values']): Expected => ({ severity: 'blocker', about, values });
const warning = (about: string, values?: Expected['values']): Expected => ({ severity: 'warning', about, values });

/** The cases of the rules on campaigns and events. */
export const campaignCases: readonly RuleCases<CampaignFacts>[] = [
  { rule: cam01, cases: [
    { kind: 'fires', name: '29 days from the announcement to the last day', facts: given({ deadlines: [deadline({ days: 29 })] }), hits: [warning('days::2026-02-09T00:00:00.000Z')] },
    { kind: 'edge', name: 'exactly 30 days are enough', facts: given({ deadlines: [deadline({ days: 30 })] }), hits: [] },
    { kind: 'edge', name: '33 days do not do where 34 are asked for', facts: given({ deadlines: [deadline({ days: 33 })] }), settings: { minNoticeDays: 34 }, hits: [warning('days::2026-02-09T00:00:00.000Z'), warning('seen::2026-02-09T00:00:00.000Z')] },
    { kind: 'fires', name: 'an earlier deadline that was in force counts, though it was extended', facts: given({ deadlines: [deadline({ days: 10, inForce: false, firstSeen: [] }), deadline({ at: at('2026-05-16'), days: 129 })] }), hits: [warning('days::2026-02-09T00:00:00.000Z')] },
    { kind: 'fires', name: '6 of 100 people first saw the notice 29 days before', facts: seen(6, 100), hits: [warning('seen::2026-02-09T00:00:00.000Z', { n: 6, all: 100, percent: 6, threshold: 5 })] },
    { kind: 'edge', name: 'exactly 5 of 100 did', facts: seen(5, 100), hits: [] },
    { kind: 'silent', name: 'late viewers of a deadline that no longer holds', facts: seen(50, 100, { inForce: false }), hits: [] },
    { kind: 'silent', name: 'nobody has seen the notice', facts: seen(0, 0), hits: [] },
    { kind: 'fires', name: 'people who first saw it after the deadline had no days at all', facts: given({ deadlines: [deadline({ firstSeen: [{ value: -1, people: 6 }, { value: 33, people: 94 }] })] }), hits: [warning('seen::2026-02-09T00:00:00.000Z')] },
    { kind: 'silent', name: 'unless newcomers have days of their own', facts: given({ joinerDays: 30, deadlines: [deadline({ firstSeen: [{ value: -1, people: 6 }, { value: 33, people: 94 }] })] }), hits: [] },
    { kind: 'edge', name: 'who saw it on the last day itself is no newcomer', facts: given({ joinerDays: 30, deadlines: [deadline({ firstSeen: [{ value: 0, people: 6 }, { value: 33, people: 94 }] })] }), hits: [warning('seen::2026-02-09T00:00:00.000Z')] },
  ] },
  { rule: cam02, cases: [
    { kind: 'fires', name: 'no change is listed', facts: given({ changes: [] }), hits: [blocker('none')] },
    { kind: 'silent', name: 'each change is called material or not and names a purpose', facts: given({ changes: [change, { ...change, name: 'bills', material: false }] }), hits: [] },
    { kind: 'fires', name: 'nobody said whether a change is material', facts: given({ changes: [change, { ...change, name: 'bills', material: null }] }), hits: [blocker('change:bills', { lacks: ['material'] })] },
    { kind: 'edge', name: 'a change that is not material still names its purposes', facts: given({ changes: [{ ...change, material: false, purposes: [] }] }), hits: [blocker('change:ads', { lacks: ['purposes'] })] },
    { kind: 'fires', name: 'a message about other things too', facts: given({ announcements: [{ ...message, dedicated: false }] }), hits: [blocker('message::2026-01-05T00:00:00.000Z', { faults: ['not_dedicated'], day: '2026-01-05' })] },
    { kind: 'fires', name: 'a message that tells people to check a page', facts: given({ announcements: [{ ...message, area: 'gb', checkPage: true }] }), hits: [blocker('message:gb:2026-01-05T00:00:00.000Z', { faults: ['check_page'] })] },
    { kind: 'silent', name: 'no message is recorded', facts: given({ announcements: [] }), hits: [] },
  ] },
  { rule: cam03, cases: [
    { kind: 'fires', name: 'no way to decline', facts: formOf({ declineSteps: null, declineProminence: null }), hits: [blocker('variant:two-buttons::', { faults: ['no_decline'], decline: 0, area: '', platform: '' })] },
    { kind: 'edge', name: 'a decline whose place nobody knows is none', facts: formOf({ declineProminence: null }), hits: [blocker('variant:two-buttons::', { faults: ['no_decline'], decline: 1 })] },
    { kind: 'fires', name: 'one step more to decline', facts: formOf({ declineSteps: 2 }), hits: [blocker('variant:two-buttons::', { faults: ['more_steps'], accept: 1, decline: 2 })] },
    { kind: 'edge', name: 'as many steps to decline', facts: formOf({ acceptSteps: 2, declineSteps: 2 }), hits: [] },
    { kind: 'silent', name: 'fewer steps to decline', facts: formOf({ acceptSteps: 2, declineSteps: 1 }), hits: [] },
    { kind: 'fires', name: 'declining stands out less', facts: formOf({ declineProminence: 'secondary' }), hits: [blocker('variant:two-buttons::')] },
    { kind: 'edge', name: 'declining stands out more', facts: formOf({ acceptProminence: 'secondary', declineProminence: 'primary' }), hits: [] },
    { kind: 'fires', name: 'it can neither be closed nor put off', facts: formOf({ dismissible: false, deferrable: false, platform: 'ios', area: 'eea' }), hits: [blocker('variant:two-buttons:eea:ios', { faults: ['no_way_out'], area: 'eea', platform: 'ios' })] },
    { kind: 'edge', name: 'it cannot be closed but put off', facts: formOf({ dismissible: false }), hits: [] },
    { kind: 'edge', name: 'it cannot be put off but closed', facts: formOf({ deferrable: false }), hits: [] },
    { kind: 'silent', name: 'no form is described', facts: given({ variants: [] }), hits: [] },
  ] },
  { rule: cam04, cases: [
    { kind: 'fires', name: 'one person was asked again after declining', facts: events({ promptsAfterDecline: [{ value: 1, people: 1 }] }), hits: [blocker('after-decline', { n: 1, most: 1 })] },
    { kind: 'fires', name: 'several people, by how often', facts: events({ promptsAfterDecline: [{ value: 1, people: 2 }, { value: 3, people: 4 }, { value: 5, people: 0 }] }), hits: [blocker('after-decline', { n: 6, most: 3 })] },
    { kind: 'edge', name: 'one prompt after a decline where one is allowed', facts: events({ promptsAfterDecline: [{ value: 1, people: 1 }] }), settings: { promptsAfterDecline: 1 }, hits: [] },
    { kind: 'fires', name: 'a third prompt within 30 days: a warning', facts: events({ promptsIn30Days: [{ value: 3, people: 1 }] }), hits: [warning('cap')] },
    { kind: 'edge', name: 'two prompts within 30 days', facts: events({ promptsIn30Days: [{ value: 2, people: 5 }] }), hits: [] },
    { kind: 'edge', name: 'the campaign’s own cap comes first', facts: { ...events({ promptsIn30Days: [{ value: 2, people: 5 }] }), promptPolicy: { cap: 1, perDays: 30 } }, hits: [warning('cap')] },
    { kind: 'silent', name: 'a wider cap of the campaign', facts: { ...events({ promptsIn30Days: [{ value: 3, people: 5 }] }), promptPolicy: { cap: 3, perDays: 30 } }, hits: [] },
    { kind: 'edge', name: 'two in ten days may be six in thirty', facts: { ...events({ promptsIn30Days: [{ value: 6, people: 5 }] }), promptPolicy: { cap: 2, perDays: 10 } }, hits: [] },
    { kind: 'edge', name: 'seven in thirty days are three in some ten', facts: { ...events({ promptsIn30Days: [{ value: 7, people: 5 }] }), promptPolicy: { cap: 2, perDays: 10 } }, hits: [warning('cap')] },
    { kind: 'fires', name: 'more in thirty days than in ninety are allowed', facts: { ...events({ promptsIn30Days: [{ value: 3, people: 5 }] }), promptPolicy: { cap: 2, perDays: 90 } }, hits: [warning('cap')] },
  ] },
  { rule: cam05, cases: [
    { kind: 'fires', name: 'mandatory, and nothing is said', facts: given({ consequences: [{ ...consequence, text: '' }] }), hits: [blocker('not-stated')] },
    { kind: 'fires', name: 'mandatory, and nothing was ever recorded', facts: given({ consequences: [] }), hits: [blocker('not-stated')] },
    { kind: 'edge', name: 'mandatory, and said in one area of two', facts: given({ consequences: [consequence, { ...consequence, area: 'eea', text: '' }] }), hits: [blocker('not-stated')] },
    { kind: 'silent', name: 'not mandatory, and nothing is said', facts: given({ mandatory: false, consequences: [{ ...consequence, text: '' }] }), hits: [] },
    { kind: 'fires', name: 'a second statement replaced the first', facts: given({ consequences: [{ ...consequence, inForce: false }, { ...consequence, text: 'Nothing happens.', since: at('2026-01-15') }] }), hits: [blocker('changed:', { n: 2, area: '' })] },
    { kind: 'fires', name: 'a second statement in one area', facts: given({ consequences: [{ ...consequence, area: 'eea', inForce: false }, { ...consequence, area: 'eea', text: 'Nothing happens.' }] }), hits: [blocker('changed:eea', { n: 2, area: 'eea' })] },
    { kind: 'edge', name: 'the same words recorded twice', facts: given({ consequences: [{ ...consequence, inForce: false }, { ...consequence, since: at('2026-01-15') }] }), hits: [] },
    { kind: 'edge', name: 'first silent, then stated once', facts: given({ consequences: [{ ...consequence, text: '', inForce: false }, { ...consequence, since: at('2026-01-15') }] }), hits: [] },
    { kind: 'fires', name: 'another statement in one area', facts: given({ consequences: [consequence, { ...consequence, area: 'eea', text: 'Nothing happens.' }] }), hits: [blocker('areas', { areas: ['', 'eea'] })] },
    { kind: 'silent', name: 'the same statement in every area', facts: given({ consequences: [consequence, { ...consequence, area: 'eea' }] }), hits: [] },
    { kind: 'fires', name: 'functions limited before the deadline', facts: given({ limitations: [{ at: at('2026-02-01'), day: '2026-02-01', area: null, text: 'No calls.', beforeDeadline: true }] }), hits: [blocker('limited::2026-02-01T00:00:00.000Z')] },
    { kind: 'edge', name: 'functions limited from the deadline on', facts: given({ limitations: [{ at: at('2026-02-09'), day: '2026-02-09', area: null, text: 'No calls.', beforeDeadline: false }] }), hits: [] },
  ] },
  { rule: cam06, cases: [
    { kind: 'fires', name: 'acceptance of terms called consent', facts: labelled('Consent rate'), hits: [blocker('label:dashboard')] },
    { kind: 'fires', name: 'in German', facts: labelled('Einwilligungsquote', ['privacy_notice']), hits: [blocker('label:dashboard')] },
    { kind: 'edge', name: 'consent called consent', facts: labelled('Consent rate', ['consent']), hits: [] },
    { kind: 'edge', name: 'a label that says it is no consent', facts: labelled('Accepted (not a consent)'), hits: [] },
    { kind: 'fires', name: 'no nature recorded', facts: labelled('Accepted', []), hits: [blocker('label:dashboard')] },
    { kind: 'edge', name: 'one act for terms and privacy notice', facts: labelled('Agree', ['contract_terms', 'privacy_notice']), hits: [blocker('label:dashboard')] },
    { kind: 'silent', name: 'acceptance of terms called acceptance', facts: labelled('Accepted the terms'), hits: [] },
    { kind: 'silent', name: 'no label is recorded', facts: given({ labels: [] }), hits: [] },
  ] },
  { rule: cam07, cases: [
    { kind: 'fires', name: 'one person was told another deadline and no message names the new one', facts: given({ deadlines: [deadline({ told: 1 })], announcements: [] }), hits: [warning('deadline::2026-02-09T00:00:00.000Z')] },
    { kind: 'silent', name: 'nobody had been reached when it moved', facts: given({ deadlines: [deadline({ told: 0 })], announcements: [] }), hits: [] },
    { kind: 'edge', name: 'a message names the new one at the very instant', facts: given({ deadlines: [deadline({ told: 1 })], announcements: [{ ...message, at: at('2026-01-05') }] }), hits: [] },
    { kind: 'edge', name: 'a message sent before it moved', facts: given({ deadlines: [deadline({ told: 1, since: at('2026-01-06') })] }), hits: [warning('deadline::2026-02-09T00:00:00.000Z')] },
    { kind: 'fires', name: 'a message that names another day', facts: given({ deadlines: [deadline({ told: 1 })], announcements: [{ ...message, deadline: at('2026-02-10') }] }), hits: [warning('deadline::2026-02-09T00:00:00.000Z')] },
    { kind: 'fires', name: 'a message to another area', facts: given({ deadlines: [deadline({ told: 1 })], announcements: [{ ...message, area: 'gb' }] }), hits: [warning('deadline::2026-02-09T00:00:00.000Z')] },
    { kind: 'silent', name: 'a message to that area', facts: given({ deadlines: [deadline({ told: 1, area: 'gb' })], announcements: [{ ...message, area: 'gb' }] }), hits: [] },
    { kind: 'fires', name: 'two areas with different purposes share a text', facts: given({ notices: fairCampaign.notices.map((notice) => ({ ...notice, sha256: 'aa' })) }), hits: [warning('text:aa', { areas: ['eea', ''], notices: ['terms', 'elsewhere'] })] },
    { kind: 'edge', name: 'two areas with the same purposes in another order share a text', facts: given({ notices: [['ads', 'bills'], ['bills', 'ads']].flatMap((purposes, i) => fairCampaign.notices.slice(i, i + 1).map((notice) => ({ ...notice, sha256: 'aa', purposes }))) }), hits: [] },
  ] },
  { rule: evt01, cases: [
    { kind: 'fires', name: 'one decision cites no known text', facts: events({ unproven: 1 }), hits: [blocker('decisions')] },
    { kind: 'edge', name: 'none does', facts: events({ unproven: 0 }), hits: [] },
    { kind: 'silent', name: 'no event at all', facts: given({ events: noEvents }), hits: [] },
  ] },
  { rule: evt02, cases: [
    { kind: 'fires', name: 'one decision came before the display', facts: events({ beforeDisplay: 1 }), hits: [blocker('decisions')] },
    { kind: 'edge', name: 'none did', facts: events({ beforeDisplay: 0 }), hits: [] },
    { kind: 'silent', name: 'no event at all', facts: given({ events: noEvents }), hits: [] },
  ] },
  { rule: evt03, cases: [
    { kind: 'fires', name: 'one decision was made by staff', facts: events({ byOthers: 1 }), hits: [blocker('decisions')] },
    { kind: 'edge', name: 'none was', facts: events({ byOthers: 0 }), hits: [] },
    { kind: 'silent', name: 'no event at all', facts: given({ events: noEvents }), hits: [] },
  ] },
  { rule: evt04, cases: [
    { kind: 'fires', name: 'one event cites a text before it was published', facts: events({ beforePublication: 1 }), hits: [warning('before-publication')] },
    { kind: 'fires', name: 'one event was refused for its time', facts: events({ refusedForTime: 1 }), hits: [warning('refused')] },
    { kind: 'edge', name: 'exactly one in ten accepted within a second', facts: fast(10, 100), hits: [] },
    { kind: 'fires', name: 'eleven in a hundred did', facts: fast(11, 100), hits: [warning('variant:two-buttons')] },
    { kind: 'edge', name: 'under three seconds where three are too fast', facts: fast(0, 100), settings: { fastAcceptSeconds: 3 }, hits: [warning('variant:two-buttons')] },
    { kind: 'edge', name: 'a bucket that only begins below the threshold names nobody', facts: fast(0, 100), settings: { fastAcceptSeconds: 2 }, hits: [] },
    { kind: 'silent', name: 'nobody was timed', facts: fast(0, 0), hits: [] },
  ] },
];
