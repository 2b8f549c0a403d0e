import { basisIris, dpvVersion, iriOf, prefixes, roleIris, specialConditionIris, transferIris } from '@/domain/purposes/dpv';
import type { RegisterEntry } from '@/domain/purposes/queries';
import type { PurposeRecord } from '@/domain/purposes/schemas';

type Node = { [name: string]: unknown };

/** What DPV 2.3 has no property for stands under a name of our own. */
const own = 'urn:noticeboard:property:';

/** The names of the export and what they mean; DPV's own terms by their IRI, titles by Dublin Core, everything else declared local. */
const context = {
  ...Object.fromEntries(Object.entries(prefixes).filter(([prefix]) => prefix !== 'local')),
  dct: 'http://purl.org/dc/terms/', xsd: 'http://www.w3.org/2001/XMLSchema#', nb: own,
  id: '@id', type: '@type',
  title: 'dct:title', description: 'dct:description', conformsTo: { '@id': 'dct:conformsTo', '@type': '@id' }, identifier: 'dct:identifier', valid: { '@id': 'dct:valid', '@type': 'xsd:dateTime' },
  purpose: { '@id': 'dpv:hasPurpose', '@type': '@id' }, personalData: { '@id': 'dpv:hasPersonalData' }, legalBasis: { '@id': 'dpv:hasLegalBasis' }, recipient: { '@id': 'dpv:hasRecipient' }, controller: { '@id': 'dpv:hasDataController' },
  record: { '@id': 'nb:record', '@type': '@json' },
  process: { '@id': 'dpv:hasProcess' }, jurisdiction: 'dpv:hasJurisdiction', dataSubject: 'dpv:hasDataSubject', dataSource: 'dpv:hasDataSource', storage: 'dpv:hasStorageCondition', duration: 'dpv:hasDuration', necessity: 'dpv:hasNecessity', location: 'dpv:hasLocation', name: 'dpv:hasName', contact: 'dpv:hasContact', address: 'dpv:hasAddress',
};

const filled = (node: Node): Node => Object.fromEntries(Object.entries(node).filter(([, value]) => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)));
const said = (value: string) => (value === 'not_stated' || value === 'none' ? undefined : value);

/**
 * A reading of the register as JSON-LD 1.1: one `dpv:Process` per purpose. Every class and property is of DPV 2.3, Dublin Core, or declared local; the
 * whole record stands beside them as a JSON literal, so that nothing is lost.
 */
export function registerJsonLd(entries: RegisterEntry[]): Node {
  return {
    '@context': context,
    id: 'urn:noticeboard:register',
    type: 'nb:Register',
    conformsTo: `https://w3id.org/dpv/${dpvVersion}`,
    process: entries.map(processOf),
  };
}

function processOf({ key, validFrom, record }: RegisterEntry): Node {
  const id = `urn:noticeboard:purpose:${encodeURIComponent(key)}`;
  return filled({
    id, type: 'dpv:Process', identifier: key, title: record.title, description: record.description, valid: validFrom.toISOString(),
    purpose: [id, ...record.purposeTerms.map(iriOf)],
    jurisdiction: record.jurisdictions,
    personalData: record.dataUses.map((use) => dataOf(use)),
    legalBasis: record.bases.map((basis) => basisOf(basis)),
    recipient: record.recipients.map((recipient) => recipientOf(recipient)),
    controller: record.controller.name === '' ? undefined : filled({ type: 'dpv:DataController', name: record.controller.name, address: record.controller.address, contact: record.controller.email || record.controller.phone }),
    location: record.location,
    record,
  });
}

function dataOf(use: PurposeRecord['dataUses'][number]): Node {
  return filled({
    type: ['dpv:PersonalData', ...use.terms.map(iriOf), ...(use.special ? ['dpv:SpecialCategoryPersonalData'] : [])],
    title: use.category, dataSubject: use.subjects, dataSource: said(use.source), necessity: said(use.necessity),
    storage: use.retention.duration + use.retention.criterion === '' ? undefined : filled({ duration: use.retention.duration, description: use.retention.criterion }),
    legalBasis: use.special && specialConditionIris[use.specialCondition] ? { id: specialConditionIris[use.specialCondition] } : undefined,
    'nb:consequence': use.consequence, 'nb:criminalAuthority': use.criminalAuthority, 'nb:receivedBy': use.recipients,
  });
}

function basisOf(basis: PurposeRecord['bases'][number]): Node {
  return filled({
    type: basisIris[basis.basis], jurisdiction: basis.jurisdiction, description: basis.justification,
    'nb:appliesWhen': basis.appliesWhen, 'nb:legalReference': basis.legalReference, 'nb:necessityStatement': basis.necessityStatement, 'nb:interest': basis.interest, 'nb:interestHolder': basis.interestHolder,
  });
}

function recipientOf(recipient: PurposeRecord['recipients'][number]): Node {
  return filled({
    type: ['dpv:Recipient', roleIris[recipient.role]], name: recipient.legalEntity || recipient.name, title: recipient.name, location: recipient.country, contact: recipient.contact,
    legalBasis: transferIris[recipient.transfer.tool] ? { id: transferIris[recipient.transfer.tool] } : undefined, 'nb:receives': recipient.sharedCategories, 'nb:group': recipient.group,
  });
}
