import { parseAllDocuments } from 'yaml';
import { invalid } from '@/domain/errors';
import { type ForeignEntry, keyFrom, planForeign, reader } from '@/domain/purposes/exchange/foreign-entry';
import type { Homeless, ImportPlan } from '@/domain/purposes/exchange/plan-import';

/** Fides' names of lawful bases and conditions (features.md B1) as codes. */
const bases: Record<string, string> = { consent: 'consent', contract: 'contract', 'legal obligations': 'legal_obligation', 'vital interests': 'vital_interests', 'public interest': 'public_task', 'legitimate interests': 'legitimate_interests' };
const conditions: Record<string, string> = {
  'explicit consent': 'a', 'employment, social security and social protection': 'b', 'vital interests': 'c', 'not-for-profit bodies': 'd', 'made public by the data subject': 'e', 'legal claims or judicial acts': 'f',
  'reasons of substantial public interest (with a basis in law)': 'g', 'health or social care (with a basis in law)': 'h', 'public health (with a basis in law)': 'i', 'archiving, research and statistics (with a basis in law)': 'j',
};
/** The data uses of Fides' taxonomy that have a plain counterpart in DPV; others stay as terms of their own. */
const uses: Record<string, string> = {
  marketing: 'dpv:Marketing', 'marketing.advertising': 'dpv:Advertising', 'marketing.advertising.first_party.targeted': 'dpv:TargetedAdvertising', 'marketing.advertising.third_party.targeted': 'dpv:TargetedAdvertising', 'marketing.communications': 'dpv:DirectMarketing',
  personalize: 'dpv:Personalisation', 'personalize.content': 'dpv:ServicePersonalisation', 'personalize.ads': 'dpv:PersonalisedAdvertising', analytics: 'dpv:ServiceUsageAnalytics', 'analytics.reporting': 'dpv:ServiceUsageAnalytics',
  essential: 'dpv:ServiceProvision', 'essential.service': 'dpv:RequestedServiceProvision', 'essential.service.security': 'dpv:EnforceSecurity', 'essential.fraud_detection': 'dpv:FraudPreventionAndDetection', 'essential.service.payment_processing': 'dpv:PaymentManagement',
  'essential.legal_obligation': 'dpv:LegalCompliance', improve: 'dpv:ImproveExistingProductsAndServices', 'functional.service.improve': 'dpv:ImproveExistingProductsAndServices', finance: 'dpv:PaymentManagement', 'employment.recruitment': 'dpv:RecruitmentManagement',
};
const data: Record<string, string> = {
  'user.contact.email': 'pd:EmailAddress', 'user.contact.phone_number': 'pd:TelephoneNumber', 'user.contact': 'pd:Contact', 'user.name': 'pd:Name', 'user.device.ip_address': 'pd:IPAddress', 'user.device': 'pd:DeviceBased', 'user.location': 'pd:Location',
  'user.financial': 'pd:Financial', 'user.payment': 'pd:PaymentCard', 'user.behavior': 'pd:Behavioural', 'user.health_and_medical': 'pd:MedicalHealth', 'user.biometric': 'pd:Biometric', 'user.unique_id': 'pd:UID', 'user.account.username': 'pd:Username',
};

type Source = Record<string, unknown>;
const objects = (value: unknown): Source[] => (Array.isArray(value) ? value.filter((one): one is Source => typeof one === 'object' && one !== null) : []);

/**
 * A Fides manifest (YAML: `system` with `privacy_declarations`, features.md B1) as entries, one per declaration, and every field that had no
 * home. Throws `invalid` for what is no YAML or holds no system.
 */
export function planFides(text: string, taken: ReadonlySet<string>): ImportPlan {
  const homeless: Homeless[] = [];
  const systems: Source[] = [];
  for (const document of parseAllDocuments(text, { maxAliasCount: 100 } as object)) {
    if (document.errors[0]) throw invalid(`The file cannot be read as YAML: ${document.errors[0].message}`, [{ field: 'file', message: 'file_form' }], 'file_form');
    const root: unknown = document.toJS({ maxAliasCount: 100 });
    if (typeof root !== 'object' || root === null) continue;
    for (const [name, value] of Object.entries(root)) {
      if (name === 'system') systems.push(...objects(value));
      else homeless.push({ where: name, field: name, value: JSON.stringify(value).slice(0, 300) });
    }
  }
  if (systems.length === 0) throw invalid('The file holds no Fides system.', [{ field: 'file', message: 'file_form' }], 'file_form');
  return planForeign(systems.flatMap((system) => entriesOf(system, homeless)), taken, homeless);
}

function entriesOf(system: Source, homeless: Homeless[]): ForeignEntry[] {
  const name = String(system.fides_key ?? system.name ?? 'system');
  const from = reader(system, name, homeless);
  const shared = systemFields(from);
  const declarations = objects(system.privacy_declarations);
  from.list('privacy_declarations');
  from.text('fides_key');
  from.rest();
  return declarations.map((declaration, n) => {
    const where = `${name}, privacy_declarations[${n}]`;
    const one = reader(declaration, where, homeless);
    const use = one.text('data_use');
    const title = one.text('name') || use;
    const entry: ForeignEntry = { key: keyFrom(declarations.length > 1 ? `${name}.${title}` : name, `fides-${n + 1}`), where, row: n + 1, raw: { ...shared, ...declarationFields(one, title, use) } };
    one.rest();
    return entry;
  });
}

type From = ReturnType<typeof reader>;

function systemFields(from: From): Source {
  const controller = from.text('legal_name');
  const description = from.text('description');
  const measures = from.text('data_security_practices');
  const joint = from.text('joint_controller_info');
  return {
    owner: from.text('administrating_department') || from.text('name') || 'not stated',
    businessFunction: from.text('administrating_department'),
    description,
    kind: from.list('responsibility').includes('Processor') ? 'processor' : 'controller',
    controller: { name: controller, address: from.text('legal_address') },
    dataProtectionOfficer: { name: from.text('dpo') },
    jointControllers: joint === '' ? [] : [{ name: joint.slice(0, 200) }],
    securityMeasures: measures === '' ? [] : [{ letter: 'b', measure: measures.slice(0, 500) }],
    automatedDecisions: { profiling: from.flag('uses_profiling') },
    deviceAccess: { accesses: from.flag('uses_cookies') || from.flag('uses_non_cookie_access') },
  };
}

function declarationFields(one: From, title: string, use: string): Source {
  const basis = one.text('legal_basis_for_processing');
  const retention = one.text('retention_period');
  const special = one.flag('processes_special_category_data');
  const condition = conditions[one.text('special_category_legal_basis').toLowerCase()];
  const [subjects, shared, categories] = [one.list('data_subjects'), one.list('shared_categories'), one.list('data_categories')];
  const third = one.text('third_parties');
  const assessment = one.text('impact_assessment_location');
  return {
    title, purposeTerms: use === '' ? [] : [uses[use] ?? `local:fides.${use}`],
    bases: basis === '' ? [] : [{ jurisdiction: 'not stated', basis: bases[basis.toLowerCase()] ?? 'not_stated', justification: bases[basis.toLowerCase()] ? '' : basis }],
    dataUses: categories.map((category) => ({ category, terms: data[category] ? [data[category]] : [], subjects, special, specialCondition: condition ?? 'none', retention: { criterion: retention } })),
    recipients: one.flag('data_shared_with_third_parties') || third !== '' ? [{ name: third.slice(0, 200) || 'third parties, not named', role: 'not_stated', sharedCategories: shared }] : [],
    ...(assessment !== '' && { impactAssessment: { reference: assessment } }),
  };
}
