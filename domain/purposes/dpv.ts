import { dataList, purposeList } from '@/domain/purposes/dpv-terms';
import type { LawfulBasis, RecipientRole, SpecialCondition, TransferTool } from '@/domain/purposes/vocabulary';

/** The pinned version; stored with every export, so that a term can be looked up as it was meant. */
export const dpvVersion = '2.3';

/** Where each prefix leads. `local` holds terms of our own where DPV has none. */
export const prefixes = {
  dpv: 'https://w3id.org/dpv#', pd: 'https://w3id.org/dpv/pd#', 'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#', local: 'urn:noticeboard:term:',
} as const;

export type TermKind = 'purpose' | 'data';
export type Term = { term: string; kind: TermKind; broader: readonly string[] };

const marks: Record<string, string> = { '*': 'dpv:SpecialCategoryPersonalData', '+': 'dpv:SensitivePersonalData' };

function listed(list: string, prefix: string, kind: TermKind): Term[] {
  return list.trim().split(/\s+/).map((entry) => {
    const [name = '', broader = ''] = entry.split('<');
    return { term: `${prefix}:${name}`, kind, broader: broader === '' ? [] : broader.split(',').map((one) => marks[one] ?? `${prefix}:${one}`) };
  });
}

/** Terms of our own: DPV words its communication terms for the public sphere, and has no term for Art 10 as a whole. */
const localTerms: Term[] = [
  { term: 'local:PrivateMessageMetadata', kind: 'data', broader: ['pd:Communication'] },
  { term: 'local:CriminalConvictionOrOffence', kind: 'data', broader: ['pd:Criminal'] },
];

/** Every pinned and local term, in order of the vocabulary. */
export const termList: readonly Term[] = [...listed(purposeList, 'dpv', 'purpose'), ...listed(dataList, 'pd', 'data'), ...localTerms];
const byTerm = new Map(termList.map((term) => [term.term, term]));

export const findTerm = (term: string): Term | undefined => byTerm.get(term);

const ancestors = new Map<string, ReadonlySet<string>>();

/** Everything a term stands under, itself included. Looked up once per term of the vocabulary. */
function ancestorsOf(term: string): ReadonlySet<string> {
  const known = ancestors.get(term);
  if (known) return known;
  const found = new Set([term, ...(byTerm.get(term)?.broader ?? []).flatMap((broader) => [...ancestorsOf(broader)])]);
  if (byTerm.has(term)) ancestors.set(term, found);
  return found;
}

/** Whether a term is the other or stands anywhere below it: what rules ask ("is under Marketing"). Unknown terms are under nothing but themselves. */
export const isUnder = (term: string, ancestor: string): boolean => term === ancestor || ancestorsOf(term).has(ancestor);

/** The topmost terms a term stands under; of several ways up, each. */
export function rootsOf(term: string): string[] {
  const broader = (byTerm.get(term)?.broader ?? []).filter((one) => byTerm.has(one));
  return broader.length === 0 ? [term] : [...new Set(broader.flatMap(rootsOf))];
}

/** The IRI of a prefixed term; a term with an unknown prefix, or typed freely, becomes a local one. */
export function iriOf(term: string): string {
  const [prefix, name] = term.includes(':') ? [term.slice(0, term.indexOf(':')), term.slice(term.indexOf(':') + 1)] : ['local', term];
  const known = byTerm.has(term) || prefix === 'eu-gdpr';
  return known && prefix in prefixes ? `${prefixes[prefix as keyof typeof prefixes]}${name}` : `${prefixes.local}${encodeURIComponent(prefix === 'local' ? name : term)}`;
}

const gdpr = (name: string) => `${prefixes['eu-gdpr']}${name}`;
const own = (name: string) => `urn:noticeboard:basis:${name}`;

/** IRI of each basis: eu-gdpr where the GDPR has it; DPV 2.3 has no term for UK Art 6(1)(ea) nor for LGPD Art 7. */
export const basisIris: Record<LawfulBasis, string> = {
  consent: gdpr('A6-1-a'), contract: gdpr('A6-1-b'), legal_obligation: gdpr('A6-1-c'), vital_interests: gdpr('A6-1-d'), public_task: gdpr('A6-1-e'), legitimate_interests: gdpr('A6-1-f'),
  recognised_legitimate_interests: own('uk-A6-1-ea'),
  lgpd_consent: own('lgpd-7-i'), lgpd_legal_obligation: own('lgpd-7-ii'), lgpd_public_policy: own('lgpd-7-iii'), lgpd_research: own('lgpd-7-iv'), lgpd_contract: own('lgpd-7-v'),
  lgpd_legal_proceedings: own('lgpd-7-vi'), lgpd_life: own('lgpd-7-vii'), lgpd_health: own('lgpd-7-viii'), lgpd_legitimate_interest: own('lgpd-7-ix'), lgpd_credit: own('lgpd-7-x'),
  local_law: own('local-law'), not_stated: own('not-stated'),
};

export const specialConditionIris: Record<SpecialCondition, string | null> = {
  none: null, a: gdpr('A9-2-a'), b: gdpr('A9-2-b'), c: gdpr('A9-2-c'), d: gdpr('A9-2-d'), e: gdpr('A9-2-e'), f: gdpr('A9-2-f'), g: gdpr('A9-2-g'), h: gdpr('A9-2-h'), i: gdpr('A9-2-i'), j: gdpr('A9-2-j'),
};

/** `A49-2` is what the vocabulary calls Art 49(1) second subparagraph; the citation we print is our own. */
export const transferIris: Record<TransferTool, string | null> = {
  none: null, not_stated: null, adequacy_decision: gdpr('A45-3'), legal_instrument: gdpr('A46-2-a'), binding_corporate_rules: gdpr('A46-2-b'), standard_contractual_clauses: gdpr('A46-2-c'), authority_clauses: gdpr('A46-2-d'),
  code_of_conduct: gdpr('A46-2-e'), certification: gdpr('A46-2-f'), contractual_clauses: gdpr('A46-3-a'), administrative_arrangement: gdpr('A46-3-b'), derogation: 'urn:noticeboard:transfer:derogation', derogation_consent: gdpr('A49-1-a'),
  derogation_contract: gdpr('A49-1-b'), derogation_contract_for: gdpr('A49-1-c'), derogation_public_interest: gdpr('A49-1-d'), derogation_claims: gdpr('A49-1-e'), derogation_vital_interests: gdpr('A49-1-f'),
  derogation_public_register: gdpr('A49-1-g'), derogation_compelling: gdpr('A49-2'), privacy_shield: 'urn:noticeboard:transfer:privacy-shield',
};

export const roleIris: Record<RecipientRole, string> = {
  processor: `${prefixes.dpv}DataProcessor`, sub_processor: `${prefixes.dpv}DataSubProcessor`, joint_controller: `${prefixes.dpv}JointDataControllers`, independent_controller: `${prefixes.dpv}DataController`,
  public_authority: 'urn:noticeboard:role:public-authority', internal: 'urn:noticeboard:role:internal', not_stated: 'urn:noticeboard:role:not-stated',
};

/** Rights per basis as the vocabulary maps them (`legal_basis_rights_mapping`, features.md B6): articles of the GDPR. */
export const rightsOfBasis: Partial<Record<LawfulBasis, readonly string[]>> = {
  consent: ['13', '14', '15', '16', '17', '18', '20', '22', '7(3)', '77'], contract: ['13', '14', '15', '16', '17', '18', '20', '22', '77'], legal_obligation: ['13', '15', '16', '18', '77'],
  vital_interests: ['13', '14', '15', '16', '17', '18', '22', '77'], public_task: ['13', '14', '15', '16', '18', '21', '22', '77'], legitimate_interests: ['13', '14', '15', '16', '17', '18', '21', '22', '77'],
};
