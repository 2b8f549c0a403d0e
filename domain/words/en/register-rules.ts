import { law } from '@/domain/words/en/law';
import { record } from '@/domain/words/en/record';
import { terms } from '@/domain/words/en/terms';
import { placeName } from '@/domain/words/place-name';
import { readerOf, type RuleWords } from '@/domain/words/rule-words';

const { text, count, isOne, has, list } = readerOf('en');
const place = (value: Parameters<typeof text>[0]) => placeName(text(value), law.places);
const fieldNames: Record<string, string> = { ...record.fields, ...record.parts, dataUses: 'Categories of personal data', bases: 'Lawful basis' };
const inJurisdiction = (jurisdiction: string) => (jurisdiction === '' ? '' : ` in ${jurisdiction}`);
const people = (n: number | string | readonly string[] | undefined) => (isOne(n) ? '1 person' : `${count(n)} people`);

const changes = { purpose: 'the purpose', controller: 'the controller', recipients: 'recipients', categories: 'data categories', transfers: 'transfers', bases: 'the lawful basis' };
const items: Record<string, string> = {
  '13(1)(a)': 'the controller (Art 13(1)(a))', '13(1)(c) purpose': 'the purpose (Art 13(1)(c))', '13(1)(c) basis': 'the lawful basis (Art 13(1)(c))', '13(1)(d)': 'the legitimate interest and whose it is (Art 13(1)(d))', '13(1)(e)': 'the recipients and what each receives (Art 13(1)(e))',
  '13(1)(f)': 'the transfer and its safeguard (Art 13(1)(f))', '13(2)(a)': 'the storage period (Art 13(2)(a))', '13(2)(b)': 'how to object or withdraw (Art 13(2)(b), (c))', '13(2)(e)': 'whether data must be provided, and the consequence of refusing (Art 13(2)(e))',
  '13(2)(f)': 'the logic of automated decisions (Art 13(2)(f))', '14(2)(f)': 'the source of indirect data (Art 14(2)(f))', one_place: 'one place: two texts of the same day speak of the purpose',
};
const itemNames = (given: readonly string[]) => given.map((item) => (item.startsWith('language ') ? `a version in the language “${item.slice(9)}”` : (items[item] ?? item)));

/** The 41 rules on the register. */
export const registerRules = {
  'PUR-01': {
    name: 'Article 30 fields', condition: 'The controller and its contact, the contact of a named data protection officer, the description, data, data subjects, or recipients (or why there are none) are empty; a warning where only the security measures are.',
    message: ({ purpose, fields }) => `“${text(purpose)}” cannot go into the Article 30 record as it is: ${list(fields, fieldNames)} missing.`, remedy: 'Fill in the fields, or record that there are none with a reason.',
  },
  'PUR-02': {
    name: 'Specific purpose', condition: 'The wording matches the list of vague phrases and does not name what is done, with which data and for whom; or a passage of a current notice that speaks of the purpose hedges. A blocker where the basis is consent.',
    message: ({ phrase, example, hedge, notice }) => (hedge === undefined ? `“${text(phrase)}” does not say what is done with which data for whom. Authorities give “${text(example)}” as an example of a purpose that is not specific.` : `The notice ${text(notice)} hedges where it speaks of this purpose: “${text(hedge)}”.`),
    remedy: 'Reword it: what is done, with which data, why and for whom; without hedges.',
  },
  'PUR-03': {
    name: 'One purpose per row', condition: 'The terms of the purpose share no topmost term, or its parts rest on different bases in one jurisdiction. A blocker where the basis is consent.',
    message: ({ n, roots, jurisdiction }) => (roots === undefined ? `This row bundles parts that rest on ${count(n)} bases in ${place(jurisdiction)}. People cannot tell which basis covers which.` : `This row bundles ${count(n)} purposes (${list(roots, terms)}). People cannot tell which basis covers which.`), remedy: 'Split the row.',
  },
  'PUR-04': {
    name: 'New purpose', condition: 'Data already held serve a new purpose that was not found compatible and rests neither on consent nor on a law; or the processing began before the notice was first displayed.',
    message: ({ purpose, old, campaign, start, displayed }) => {
      const former = text(old) === '' ? 'another purpose' : `“${text(old)}”`;
      if (campaign === undefined) return `Data collected for ${former} would be used for “${text(purpose)}” without a compatibility assessment, consent or a law.`;
      return `Data collected for ${former} are used for “${text(purpose)}” since ${text(start)}; ${text(displayed) === '' ? `nobody was shown the notice of ${text(campaign)} yet` : `the notice of ${text(campaign)} was first displayed on ${text(displayed)}`}.`;
    },
    remedy: 'Do the five-factor assessment of Art 6(4), or get consent; inform people first, or move the start.',
  },
  'LB-01': { name: 'Lawful basis', condition: 'A purpose has no basis in a jurisdiction it must cover, or names no jurisdiction at all.', message: ({ purpose, jurisdiction }) => `No lawful basis is recorded for “${text(purpose)}”${inJurisdiction(place(jurisdiction))}.`, remedy: 'Choose a basis and justify it.' },
  'LB-02': {
    name: 'Several bases at once', condition: 'Two or more bases in one jurisdiction, and not each says when it applies, or two say the same.',
    message: ({ bases, jurisdiction }) => `${list(bases, law.bases)} are claimed for the same processing in ${place(jurisdiction)}. Say when each applies.`, remedy: 'Add when each applies, or keep one.',
  },
  'LB-03': {
    name: 'Contract for advertising', condition: 'The basis is contract and the purpose stands under Marketing.',
    message: ({ terms: named, jurisdiction }) => `Contract is claimed for ${list(named, terms)} in ${place(jurisdiction)}. The EDPB and the Irish authority rejected this for Facebook and Instagram.`, remedy: 'Ask for consent, or document another basis.',
  },
  'LB-04': {
    name: 'Contract for improvement', condition: 'The basis is contract and the purpose stands under optimisation for the controller, service usage analytics, or research and development.',
    message: ({ terms: named, jurisdiction }) => `Contract is claimed for ${list(named, terms)} in ${place(jurisdiction)}: improving or measuring the service. WhatsApp was fined for this (EUR 5.5 million).`, remedy: 'Use legitimate interests with an assessment, or consent; or sign why it is necessary.',
  },
  'LB-05': {
    name: 'Contract for security', condition: 'The basis is contract and the purpose stands under enforcing security, beyond access control and authentication for this service alone.',
    message: ({ terms: named, jurisdiction }) => `Contract is claimed for ${list(named, terms)} in ${place(jurisdiction)}: safety or fraud beyond keeping the service itself secure.`, remedy: 'Use legitimate interests or a legal obligation, or narrow the purpose.',
  },
  'LB-06': {
    name: 'Necessity for the contract', condition: 'The basis is contract and no statement says why it is necessary, or the people concerned are not party to it.',
    message: ({ missing, jurisdiction }) => (has(missing, 'necessityStatement') ? `Nothing shows why the contract cannot be performed without this processing (${place(jurisdiction)}).` : `The people concerned are not party to the contract that is claimed (${place(jurisdiction)}).`),
    remedy: 'Name the contract term and the function that would fail; for people who are not party to it, another basis.',
  },
  'LB-07': { name: 'Law cited', condition: 'The basis is a legal obligation or a public task and no law is cited.', message: ({ basis, jurisdiction }) => `${list(basis, law.bases)} is claimed in ${place(jurisdiction)} without the law.`, remedy: 'Cite the provision.' },
  'LB-08': {
    name: 'Recognised legitimate interest', condition: 'A recognised legitimate interest outside the United Kingdom, without one of the five conditions, claimed by a public authority in its task, or for a solely automated significant decision.',
    message: ({ reasons, jurisdiction }) => `“Recognised legitimate interest” exists only in UK law and only for five conditions of Annex 1. In ${place(jurisdiction)}: ${list(reasons, { jurisdiction: 'not the United Kingdom', condition: 'no condition is recorded', authority: 'a public authority in its task may not use it', automated: 'not for a solely automated significant decision' })}.`,
    remedy: 'Use another basis outside the UK; record the condition.',
  },
  'LB-09': {
    name: 'Change of basis', condition: 'The basis differs from the version approved before, and it was not both assessed anew and shown in a notice published since.',
    message: ({ old, new: after, jurisdiction, missing }) => `The basis in ${place(jurisdiction)} changed from ${list(old, law.bases)} to ${list(after, law.bases)} without ${list(missing, { assessment: 'a new assessment', display: 'a new notice that was displayed' })}.`, remedy: 'Assess again; publish and display a new version.',
  },
  'LI-01': {
    name: 'Interest and its holder', condition: 'The basis is legitimate interests and the interest is empty, is more like the text of the purpose than the threshold (ours: 0.8), or is held by nobody named.',
    message: ({ problems, percent, threshold, jurisdiction }) => `Name the interest, and whose it is (${place(jurisdiction)}): ${list(problems, { interest: 'the interest is not named', repeats: `it repeats the purpose (${text(percent)}% alike; our threshold is ${text(threshold)}%)`, holder: 'nothing says whose it is' })}. Repeating the purpose is not enough.`,
    remedy: 'Write down the interest and its holder for this processing.',
  },
  'LI-02': {
    name: 'Legitimate-interests assessment', condition: 'The basis is legitimate interests and the assessment is missing, has a blank test, did not pass, is not approved, or was approved after the start; a warning where it is only overdue for review or older than a change of the purpose.',
    message: ({ problems, months, jurisdiction }) => {
      const said = list(problems, { outcome: 'it has no outcome', fail: 'the interest does not prevail', purpose: 'the purpose test is blank', necessity: 'the necessity test is blank', balancing: 'the balancing test is blank', approvedAt: 'it is not approved', late: 'it was approved after the processing began', review: `its review is overdue (ours: every ${text(months)} months)`, changed: 'the purpose changed since' });
      return has(problems, 'review') || has(problems, 'changed') ? `The balancing test for ${place(jurisdiction)} is stale: ${said}.` : `There is no completed balancing test dated before the processing in ${place(jurisdiction)}: ${said}.`;
    },
    remedy: 'Complete and approve the assessment.',
  },
  'LI-03': {
    name: 'Right to object', condition: 'The basis is legitimate interests or a public task and no way to object is recorded; or direct marketing has no unconditional opt-out; or the right is not announced separately.',
    message: ({ problems }) => `People are not told how to object, clearly and separately: ${list(problems, { channel: 'no way to object', marketingOptOut: 'no unconditional opt-out of direct marketing', announcedSeparately: 'not announced separately' })}.`, remedy: 'Add the way to object and a separate text.',
  },
  'LI-04': {
    name: 'Profiling across services', condition: 'The basis is legitimate interests, the purpose stands under personalised advertising, and data of more than one service or controller meet.',
    message: ({ jurisdiction }) => `Profiling across services for ads on legitimate interests (${place(jurisdiction)}): the Court says users cannot reasonably expect it.`, remedy: 'Ask for consent per purpose; or the data protection officer overrides.',
  },
  'CON-01': {
    name: 'Consent as a condition', condition: 'The basis is consent, a campaign is mandatory or refusing costs people something, and a data use is not necessary for the service asked for.',
    message: ({ campaign, categories }) => `The campaign ${text(campaign)} makes consent a condition of the service for data the service does not need (${list(categories)}). Presumed not freely given.`, remedy: 'Make it optional, offer an equivalent, or change the basis.',
  },
  'CON-02': { name: 'One choice per purpose', condition: 'One answer stands for consent to more than one purpose, without a choice for each.', message: ({ people: n, n: purposes }) => `One click covers ${count(purposes)} purposes: ${people(n)} had no choice for each.`, remedy: 'Offer separate choices.' },
  'CON-03': { name: 'Consent apart from terms', condition: 'The consent of people stands on an answer to contract terms or to a privacy notice.', message: ({ n }) => `Accepting terms was stored as consent of ${people(n)}.`, remedy: 'Ask for consent separately.' },
  'CON-04': {
    name: 'Withdrawal as easy as consent', condition: 'Withdrawing takes more steps than giving, goes another way, costs money or a service, or has no way.',
    message: ({ problems, m, n }) => `Withdrawing is harder than giving: ${list(problems, { none: 'no way to withdraw is recorded', channel: 'it goes another way', steps: `it takes ${text(m)} steps, giving took ${text(n)}`, detriment: 'it costs money or a service' })}.`, remedy: 'Same interface, same effort.',
  },
  'CON-05': {
    name: 'Proof of consent', condition: 'Nothing shows who consented, how, on which text, to which controller, told of withdrawal; or the choice was pre-selected.',
    message: ({ missing, unproven, others }) => `Consent cannot be demonstrated: ${list(missing, { who: `${people(others)} did not choose themselves`, how: 'no record of how it is given', text: Number(unproven) > 0 ? `${people(unproven)} chose on a text that is not known` : 'no consent notice names the purpose', controller: 'the controller is not named', withdrawal: 'people are not told that they can withdraw', act: 'the choice is pre-selected' })}.`,
    remedy: 'Capture it when the choice is made; set aside what cannot be proven.',
  },
  'CON-06': { name: 'Consent before a change', condition: 'Consents that count were given under an earlier version, and the purpose, controller, recipients, categories or transfers say more since.', message: ({ n, version, changes: parts }) => `${isOne(n) ? '1 consent was' : `${count(n)} consents were`} given under version ${text(version)}, before ${list(parts, changes)} changed. ${isOne(n) ? 'It does' : 'They do'} not cover it.`, remedy: 'Ask again; stop until then.' },
  'SPC-01': {
    name: 'Special and criminal data', condition: 'Special category data without a condition of Art 9(2), on explicit consent that is not explicit, or on a law that is not cited; or criminal data without the authority of Art 10.',
    message: ({ category, problems }) => `${text(category)}: ${list(problems, { condition: 'special category data without a condition of Art 9(2)', explicit: 'explicit consent is relied on, and consent is not recorded as explicit', law: 'the condition needs a law, and none is cited', authority: 'criminal data without the authority of Art 10' })}.`, remedy: 'Record the condition and its law, or leave the data out.',
  },
  'SPC-02': { name: 'What data reveal', condition: 'People are profiled or data combined, with categories such as location, contacts, groups, metadata, purchases or browsing, and no assessment of what they reveal.', message: ({ categories }) => `${list(categories)} can reveal beliefs, health or orientation when combined. Intention does not matter.`, remedy: 'Assess it; leave out or block what can be inferred.' },
  'KID-01': {
    name: 'Children', condition: 'Children are affected, and on consent the age threshold or the parent’s authorisation is missing, on legitimate interests the children’s part of the assessment; or children are profiled for marketing.',
    message: ({ problems }) => `Children are affected and the safeguards for them are missing: ${list(problems, { ageThreshold: 'no age threshold per country', parentalAuthorisation: 'no authorisation by a parent', assessment: 'the assessment says nothing of children', profile: 'they are profiled for marketing' })}.`, remedy: 'Set the threshold per country, let guardians act, and write the children’s part.',
  },
  'ROL-01': { name: 'Role of a recipient', condition: 'A recipient has no role, or outside the organisation no legal entity.', message: ({ recipient, missing }) => (has(missing, 'role') ? `${text(recipient)}: processor, joint controller or independent controller?` : `${text(recipient)}: which legal entity is it?`), remedy: 'Decide from the facts, and name the entity.' },
  'ROL-02': {
    name: 'Joint controllers', condition: 'A joint controller without an arrangement, without who informs and who answers rights, or without a published essence.',
    message: ({ recipient, missing }) => `Joint control with ${text(recipient)} without an Article 26 arrangement people can read: ${list(missing, { reference: 'no arrangement', informing: 'not said who informs', rights: 'not said who answers rights', essenceUrl: 'the essence is not published' })}.`, remedy: 'Sign it and publish its essence.',
  },
  'ROL-03': {
    name: 'Processor contract', condition: 'A processor without a contract, or whose contract lacks an item of Art 28(3)(a)–(h).',
    message: ({ recipient, items: lacking, missing }) => `Processor contract with ${text(recipient)} incomplete: ${has(missing, 'reference') ? 'no contract is recorded' : list(lacking, record.codes.contractItems)}.`, remedy: 'Complete the contract.',
  },
  'ROL-04': { name: 'Processor for itself', condition: 'A recipient is called a processor and benefits from the data itself.', message: ({ recipient }) => `${text(recipient)} is called a processor but uses the data for itself. It is then a controller.`, remedy: 'Classify it again; add a basis and an arrangement.' },
  'ROL-05': {
    name: 'Recipients by name', condition: 'A recipient is known as a group or class alone, or nothing says which data it receives.',
    message: ({ recipient, problems }) => (has(problems, 'sharedCategories') ? `Say which data ${text(recipient)} receives${has(problems, 'legalEntity') ? ' and who it is' : ''}.` : `Say who ${text(recipient)} is.`), remedy: 'List the entities and the categories each receives.',
  },
  'TRF-01': {
    name: 'Transfer safeguarded', condition: 'A recipient outside the EEA (or the UK, for the UK) without an adequacy decision and without a safeguard; or a current notice is silent on the transfer.',
    message: ({ recipient, country, problem, notices }) => (text(problem) === 'notice' ? `Data go to ${text(country)} (${text(recipient)}), and ${list(notices)} says nothing of it.` : `Data go to ${text(country)} (${text(recipient)}) without a recorded safeguard.`), remedy: 'Record the tool and where to get a copy, and say so in the notice.',
  },
  'TRF-02': {
    name: 'Transfer impact assessment', condition: 'A safeguard of Art 46 whose transfer impact assessment is missing, negative, past its review (ours: 12 months), or older than a change of law that was flagged.',
    message: ({ recipient, country, problem, months }) => `No current transfer impact assessment for ${text(recipient)}${text(country) === '' ? '' : ` (${text(country)})`}: ${list(problem, { missing: 'none is recorded', negative: 'its outcome is “not sufficient”', review: `its review is overdue (ours: every ${text(months)} months)`, law: 'the law there changed since' })}.`, remedy: 'Do it, add supplementary measures, or stop.',
  },
  'TRF-03': {
    name: 'Limits of a transfer tool', condition: 'Privacy Shield; the Data Privacy Framework without a look-up of the importer in 12 months (ours); derogations of Art 49 for several recipients; compelling interests without the record of Art 49(6).',
    message: ({ recipient, problems, months, n }) => `The transfer tool for ${text(recipient)} is stale or used beyond its limits: ${list(problems, { shield: 'Privacy Shield is no longer valid', list: `the importer was not looked up in ${text(months)} months`, repeated: `derogations of Art 49 serve ${count(n)} recipients`, record: 'no record of Art 49(6)' })}.`, remedy: 'Check again, or change the tool.',
  },
  'RET-01': {
    name: 'Storage period', condition: 'A data category has neither a period nor a criterion, or only “as long as necessary” or “as required by law”.',
    message: ({ category, text: given }) => `No storage period, and no criterion that can be tested, for ${text(category)}${text(given) === '' ? '' : `: “${text(given)}”`}.`, remedy: 'A period, or a criterion that can be tested, per category.',
  },
  'TRN-01': {
    name: 'Data linked to purposes', condition: 'A data category is not linked to a purpose with a basis, or a purpose with a basis has no category.',
    message: ({ problem, categories }) => (text(problem) === 'data' ? 'A basis is claimed and no data category is linked to it.' : `${list(categories)}: shared, but no purpose${text(problem) === 'basis' ? ' with a basis' : ''} claims ${isOne(Array.isArray(categories) ? categories.length : 1) ? 'it' : 'them'}. This missing link is what WhatsApp was fined for.`), remedy: 'Complete the matrix.',
  },
  'TRN-02': { name: 'Register and notice agree', condition: 'Purpose, basis, interest, categories or recipients in the register differ from the table kept with a current notice.', message: ({ notice, jurisdiction, n }) => `Register and notice ${text(notice)}/${place(jurisdiction)} differ in ${isOne(n) ? '1 row' : `${count(n)} rows`}.`, remedy: 'Publish a new version, or correct the row.' },
  'TRN-03': {
    name: 'Items of the notice', condition: 'A current notice lacks an item of Arts 13 and 14 for the purpose, speaks of it in two texts of the same day, or is not written in a language people are addressed in. A blocker for items of Art 13(1).',
    message: ({ notice, items: lacking }) => `Notice ${text(notice)} lacks: ${list(itemNames(Array.isArray(lacking) ? lacking : []))}.`, remedy: 'Complete the notice.',
  },
  'DPI-01': {
    name: 'Impact assessment', condition: 'Not screened for a high risk; two or more criteria, or a decision that it is required, and no assessment; no advice of the data protection officer; or a high residual risk and no consultation.',
    message: ({ problems, criteria }) => `Impact assessment: ${list(problems, { screening: 'nobody screened for a high risk', assessment: `indicators of a high risk${text(criteria) === '' ? '' : ` (${list(criteria, record.codes.riskCriteria)})`} without an assessment`, advice: 'the data protection officer’s advice is missing', consultation: 'the residual risk is high and the authority was not consulted' })}.`,
    remedy: 'Screen, assess, take the advice, consult.',
  },
  'ADM-01': {
    name: 'Automated decisions', condition: 'A solely automated significant decision without a gate of Art 22(2) or an explanation of its logic; in the United Kingdom, without the safeguards of Arts 22A–22D.',
    message: ({ problems, law: which }) => `Automated decision ${text(which) === 'gb' ? 'without the UK safeguards' : list(problems, { gate: 'without a gate of Art 22(2)', logic: 'without an explanation' })}.`, remedy: 'Add the gate, human review and the text.',
  },
  'EPR-01': {
    name: 'Access to devices', condition: 'Information on the device is read or stored without prior consent and without an exemption that holds everywhere.',
    message: ({ problem, jurisdictions }) => (text(problem) === 'uk_only' ? `Device information is read without consent in ${list(jurisdictions, law.places)}, where the UK exemption does not hold.` : 'Device information is read without consent under ePrivacy.'), remedy: 'Ask for consent, or document the exemption.',
  },
} satisfies Record<string, RuleWords>;
