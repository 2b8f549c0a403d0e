import { rightsOfBasis } from '@/domain/purposes/dpv';
import { codeLabel, termLabel, valueLabel } from '@/domain/purposes/labels';
import type { RegisterEntry } from '@/domain/purposes/queries';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import { type Group, type Leaf, entriesOf, groups, leaves, plainLeaves, valueAt, within } from '@/domain/purposes/shape';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';

/** A table of a layout: headings in the words of the template it follows, cells as text. */
export type LayoutTable = { id: string; title: string; columns: { id: string; label: string }[]; rows: string[][] };
export const layouts = ['full', 'ico', 'cnil'] as const;
export type Layout = (typeof layouts)[number];

const join = (values: string[]) => [...new Set(values.filter((value) => value !== ''))].join('; ');

/** A cell of the full layout: codes stay codes, lists stand one entry per line, so that it can be read back. */
export function cellText(leaf: Leaf, holder: unknown, group: Group | null): string {
  const value = valueAt(holder, within(leaf, group));
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join('\n');
  return value === true ? 'yes' : value === false ? 'no' : String(value);
}

/** Everything: the entries on one sheet, each list on its own; headings are the paths of the fields. */
export function fullLayout(entries: RegisterEntry[], words: Words): LayoutTable[] {
  const own = ({ key, version, status, illustrative, validFrom }: RegisterEntry) => [key, String(version), status, illustrative ? 'yes' : 'no', validFrom.toISOString()];
  return [
    {
      id: 'purposes', title: words.register.caption,
      columns: [...['key', 'version', 'status', 'illustrative', 'valid_from'].map((id) => ({ id, label: id })), ...plainLeaves.map(({ path }) => ({ id: path, label: path }))],
      rows: entries.map((entry) => [...own(entry), ...plainLeaves.map((leaf) => cellText(leaf, entry.record, null))]),
    },
    ...groups.map((group) => ({
      id: group.part, title: words.record.parts[group.part as 'bases'],
      columns: [{ id: 'key', label: 'key' }, ...group.leaves.map(({ path }) => ({ id: path, label: path }))],
      rows: entries.flatMap(({ key, record }) => entriesOf(record, group).map((entry) => [key, ...group.leaves.map((leaf) => cellText(leaf, entry, group))])),
    })),
  ];
}

/** Everything in one table: the entry on its first row, further entries of its lists on the rows below; what a CSV file holds. */
export function flatLayout(entries: RegisterEntry[]): LayoutTable {
  const columns = [{ id: 'key', label: 'key' }, ...plainLeaves, ...groups.flatMap((group) => group.leaves)].map((one) => ('path' in one ? { id: one.path, label: one.path } : one));
  const rows = entries.flatMap(({ key, record }) => {
    const lists = groups.map((group) => ({ group, list: entriesOf(record, group) }));
    return Array.from({ length: Math.max(1, ...lists.map(({ list }) => list.length)) }, (_, n) => [
      key, ...plainLeaves.map((leaf) => (n === 0 ? cellText(leaf, record, null) : '')), ...lists.flatMap(({ group, list }) => group.leaves.map((leaf) => (list[n] ? cellText(leaf, list[n], group) : ''))),
    ]);
  });
  return { id: 'register', title: 'register', columns, rows };
}

const icoController = [
  'Business function', 'Purpose of processing', 'Name and contact details of joint controller (if applicable)', 'Categories of individuals', 'Categories of personal data', 'Categories of recipients', 'Link to contract with processor',
  'Names of third countries or international organisations that personal data are transferred to (if applicable)', 'Safeguards for exceptional transfers of personal data to third countries or international organisations (if applicable)', 'Retention schedule (if possible)',
  'General description of technical and organisational security measures (if possible)', 'Article 6 lawful basis for processing personal data', 'Article 9 condition for processing special category data', 'Legitimate interests for the processing (if applicable)',
  'Link to record of legitimate interests assessment (if applicable)', 'Rights available to individuals', 'Existence of automated decision-making, including profiling (if applicable)', 'The source of the personal data (if applicable)', 'Link to record of consent', 'Location of personal data',
  'Data Protection Impact Assessment required?', 'Data Protection Impact Assessment progress', 'Link to Data Protection Impact Assessment', 'Has a personal data breach occurred?', 'Link to record of personal data breach', 'Data Protection Act 2018 Schedule 1 Condition for processing',
  'GDPR Article 6 lawful basis for processing', 'Link to retention and erasure policy document', 'Is personal data retained and erased in accordance with the policy document?', 'Reasons for not adhering to policy document (if applicable)',
];
const icoProcessor = ['Name and contact details of controller', 'Its representative', 'Its data protection officer', 'Categories of processing carried out for the controller', 'Names of third countries or international organisations', 'Safeguards for exceptional transfers', 'General description of security measures', 'Link to contract'];
const numbered = (labels: string[]) => labels.map((text, n) => ({ id: `${n + 1}`, label: text }));

const securityOf = ({ securityMeasures }: PurposeRecord, words: Words) => join(securityMeasures.map(({ letter, measure }) => `${measure} (${codeLabel('securityMeasures.letter', letter, words)})`));
const countriesOf = ({ recipients }: PurposeRecord) => join(recipients.filter(({ transfer }) => !['none', 'not_stated'].includes(transfer.tool)).map(({ country }) => country));
const safeguardsOf = ({ recipients }: PurposeRecord, words: Words) => join(recipients.filter(({ transfer }) => transfer.tool !== 'none').map(({ transfer }) => [codeLabel('recipients.transfer.tool', transfer.tool, words), transfer.exceptionRecord].filter((part) => part !== '').join(': ')));
const limitOf = ({ retention }: PurposeRecord['dataUses'][number]) => join([retention.duration, retention.criterion]);

/** The ICO's controller template, columns 1 to 30, and its processor template for records of a processor. */
export function icoLayout(entries: RegisterEntry[], words: Words, format: Formatter): LayoutTable[] {
  const [controllers, processors] = [entries.filter(({ record }) => record.kind === 'controller'), entries.filter(({ record }) => record.kind === 'processor')];
  return [
    { id: 'controller', title: 'Controller', columns: numbered(icoController), rows: controllers.map(({ record }) => icoRow(record, words, format)) },
    {
      id: 'processor', title: 'Processor', columns: numbered(icoProcessor),
      rows: processors.flatMap(({ record }) => record.processedFor.map((one) => [join([one.name, one.contact]), one.representative, one.officer, one.categories || record.description || record.title, countriesOf(record), safeguardsOf(record, words), securityOf(record, words), one.contractReference])),
    },
  ];
}

function icoRow(record: PurposeRecord, words: Words, format: Formatter): string[] {
  const said = (path: string) => {
    const leaf = leaves.get(path);
    return leaf ? valueLabel(leaf, valueAt(record, path), words, format).replace(/^–$/, '') : '';
  };
  const { automatedDecisions: adm } = record;
  const rights = record.rights || join(record.bases.flatMap(({ basis }) => (rightsOfBasis[basis] ?? []).map((article) => words.law.cite(`Art ${article}`))));
  return [
    record.businessFunction, join([record.title, record.description]), join([...record.jointControllers.map(({ name, contact }) => join([name, contact]).replace('; ', ', ')), ...record.recipients.filter(({ role }) => role === 'joint_controller').map(({ name }) => name)]),
    join(record.dataUses.flatMap(({ subjects }) => subjects)), join(record.dataUses.map(({ category }) => category)), join(record.recipients.map(({ name, role }) => `${name} (${codeLabel('recipients.role', role, words)})`)) || record.noRecipients,
    join(record.recipients.map(({ contract }) => contract.reference)), countriesOf(record), safeguardsOf(record, words), join(record.dataUses.map((use) => (limitOf(use) === '' ? '' : `${use.category}: ${limitOf(use)}`))), securityOf(record, words),
    join(record.bases.map(({ jurisdiction, basis }) => `${placeName(jurisdiction, words.law.places)}: ${codeLabel('bases.basis', basis, words)}`)), join(record.dataUses.filter(({ special }) => special).map(({ specialCondition }) => codeLabel('dataUses.specialCondition', specialCondition, words))),
    join(record.bases.map(({ interest, interestHolder }) => join([interest, interestHolder]))), join(record.bases.map(({ assessment }) => assessment.reference)), rights,
    join([adm.profiling ? words.record.fields['automatedDecisions.profiling'] : '', adm.solelyAutomated ? words.record.fields['automatedDecisions.solelyAutomated'] : '', adm.logic]), join(record.dataUses.map(({ source, sourceDetail }) => join([source === 'not_stated' ? '' : codeLabel('dataUses.source', source, words), sourceDetail]))),
    record.consent.record, record.location, ['required', 'in_progress', 'completed'].includes(record.impactAssessment.status) ? words.register.yes : record.impactAssessment.status === 'not_required' ? words.register.no : '', said('impactAssessment.status'), record.impactAssessment.reference,
    record.breach.occurred === 'not_stated' ? '' : said('breach.occurred'), record.breach.reference, record.scheduleOne.condition, record.scheduleOne.basis, record.scheduleOne.retentionPolicy, record.scheduleOne.adhered === 'not_stated' ? '' : said('scheduleOne.adhered'), record.scheduleOne.reasons,
  ];
}

const cnilList = ['Nom du traitement', 'N° / RÉF', 'Date de création de la fiche', 'Dernière mise à jour de la fiche', 'Finalité du traitement', 'Données sensibles ? (Oui/non)'];
const cnilSheet = ['N° / RÉF', 'Nom', 'Rubrique', 'Élément', 'Description', 'Durée de conservation / Précisions', 'Pays', 'Type de garanties'];
const cnilRecipients: Record<string, string> = { internal: 'Service interne', processor: 'Sous-traitants', sub_processor: 'Sous-traitants', joint_controller: 'Partenaires institutionnels ou commerciaux', independent_controller: 'Partenaires institutionnels ou commerciaux', public_authority: 'Partenaires institutionnels ou commerciaux', not_stated: 'Autre' };

/** The CNIL's simplified register: its list of activities, and the rubrics of every activity's sheet. It has no column for the lawful basis; nothing is added to it. */
export function cnilLayout(entries: (RegisterEntry & { createdAt: Date })[], words: Words): LayoutTable[] {
  const day = (at: Date) => at.toISOString().slice(0, 10);
  const sheet = ({ key, record }: RegisterEntry): string[][] => {
    const row = (rubric: string, element: string, description = '', more = '', country = '', tool = '') => [key, record.title, rubric, element, description, more, country, tool];
    const actor = (element: string, { name, address, email, phone }: PurposeRecord['controller']) => (name === '' ? [] : [row('Acteurs', element, name, join([address, phone, email]))]);
    return [
      ...actor('Responsable du traitement', record.controller), ...actor('Délégué à la protection des données', record.dataProtectionOfficer), ...actor('Représentant', record.representative),
      ...record.jointControllers.map(({ name, contact }) => row('Acteurs', 'Responsable conjoint', name, contact)),
      row('Finalités', 'Finalité principale', record.title, record.description),
      ...record.dataUses.map((use) => row(use.special ? 'Données sensibles' : 'Catégories de données personnelles', use.category, join(use.terms.map((term) => termLabel(term, words))), limitOf(use))),
      ...[...new Set(record.dataUses.flatMap(({ subjects }) => subjects))].map((subject) => row('Catégories de personnes', subject)),
      ...record.recipients.map(({ name, role, sharedCategories }) => row('Destinataires', cnilRecipients[role] ?? 'Autre', name, join(sharedCategories))),
      ...record.securityMeasures.map(({ letter, measure }) => row('Mesures de sécurité', codeLabel('securityMeasures.letter', letter, words), measure)),
      ...record.recipients.filter(({ transfer }) => !['none', 'not_stated'].includes(transfer.tool)).map(({ name, country, transfer }) => row('Transferts hors UE', name, '', transfer.copyAvailableAt, country, codeLabel('recipients.transfer.tool', transfer.tool, words))),
    ];
  };
  return [
    { id: 'liste', title: 'Liste des traitements', columns: numbered(cnilList), rows: entries.map(({ key, record, createdAt, recordedAt }) => [record.title, key, day(createdAt), day(recordedAt), join([record.title, record.description]), record.dataUses.some(({ special }) => special) ? 'Oui' : 'Non']) },
    { id: 'fiches', title: 'Fiches', columns: numbered(cnilSheet), rows: entries.flatMap(sheet) },
  ];
}
