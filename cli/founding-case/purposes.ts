import type { PurposeInput } from '@/domain/purposes/schemas';
import type { LawfulBasis, RecipientRole } from '@/domain/purposes/vocabulary';

type Category = { name: string; terms: string[] };

/** How sure a statement is: each claim below ends in one of these, so that nobody cites it for more than it is. */
const primary = '(read in a copy of the primary text)';
const secondary = '(read in a secondary source)';
const general = '(general knowledge, to be verified)';
const notFound = '(no statement found)';

/** DPV words its terms for communication for the public sphere, hence the local narrower term beside them. */
const categories = {
  DC1: { name: 'account registration information, incl. phone number', terms: ['pd:TelephoneNumber', 'pd:Identifier'] },
  DC2: { name: 'transaction data', terms: ['pd:Transactional'] },
  DC3: { name: 'service-related information', terms: ['pd:ServiceConsumptionBehaviour'] },
  DC4: { name: 'information on how users interact with others, incl. businesses', terms: ['pd:CommunicationsMetadata', 'pd:Interaction', 'local:PrivateMessageMetadata'] },
  DC5: { name: 'mobile device information', terms: ['pd:DeviceBased'] },
  DC6: { name: 'IP address', terms: ['pd:IPAddress'] },
} satisfies Record<string, Category>;
const allSix = [categories.DC1, categories.DC2, categories.DC3, categories.DC4, categories.DC5, categories.DC6];

type Row = {
  key: string;
  title: string;
  description: string;
  terms: string[];
  /** Named where an analyst linked categories to the purpose; left out where the article gives one unlinked list. */
  linked?: Category[];
  recipients: { name: string; role: RecipientRole; country?: string; legalEntity?: string }[];
  basis: LawfulBasis;
  /** Bases named beside it for the European Region, without saying when each applies. */
  otherBases?: LawfulBasis[];
  otherReference?: string;
  claim: string;
  reference?: string;
  /** The interest as it was put, where legitimate interests were claimed. */
  interest?: string;
  /** Whether the other companies use the data for themselves, as far as the sources say so. */
  recipientsBenefit?: boolean;
};

const rows: Row[] = [
  {
    key: 'FC-01',
    title: 'Improve infrastructure and delivery systems',
    description: 'Data are shared so that the systems which carry and deliver the service can be improved.',
    terms: ['dpv:IncreaseServiceRobustness', 'dpv:InternalResourceOptimisation'],
    recipients: [{ name: 'Facebook Companies', role: 'processor' }],
    basis: 'contract',
    claim: `Claimed: the other companies act as service providers on the messenger's instructions ${primary}; the basis is the contract with the user ${general}. Later: the Irish authority and the EDPB held in January 2023 that service improvement cannot rest on contract ${secondary}.`,
    reference: 'GDPR Art 6(1)(b)',
  },
  {
    key: 'FC-02',
    title: 'Understand how the services are used',
    description: 'Use of the services is measured and analysed.',
    terms: ['dpv:ServiceUsageAnalytics'],
    recipients: [{ name: 'Facebook Companies', role: 'processor' }],
    basis: 'legitimate_interests',
    interest: 'Measurement, analytics and business services.',
    claim: `Claimed: legitimate interests in measurement, analytics and business services ${general}. Later: EDPB Binding Decision 1/2021 found the interests described too vaguely for Art 13(1)(d) ${secondary}.`,
    reference: 'GDPR Art 6(1)(f)',
  },
  {
    key: 'FC-03',
    title: 'Promote safety, security and integrity: securing systems',
    description: 'Data are shared so that systems are kept safe, secure and sound.',
    terms: ['dpv:EnforceSecurity'],
    recipients: [{ name: 'Facebook Companies', role: 'joint_controller' }],
    basis: 'contract',
    otherBases: ['legitimate_interests', 'vital_interests', 'public_task'],
    otherReference: 'DPC IN-18-12-2 (20 August 2021), paras 327, 350, 384-385',
    interest: 'Safety and security, not said for which processing.',
    recipientsBenefit: true,
    claim: `Claimed: contract; legitimate interests, vital interests and the public interest are named for safety and security as well ${primary}, without saying when each applies. The role of the recipients is mixed; it stands here as joint control, as the EDPB found highly likely. Later: security cannot rest on contract, Irish authority, January 2023 ${secondary}; joint control highly likely, EDPB Urgent Binding Decision 01/2021 ${secondary}.`,
    reference: 'GDPR Art 6(1)(b); DPC IN-18-12-2 (20 August 2021), paras 327, 350, 384-385',
  },
  {
    key: 'FC-04',
    title: 'Fight spam, threats, abuse and infringement across Facebook Company Products',
    description: 'Spam, threats, abuse and infringing activity are detected and fought across the products of the group.',
    terms: ['dpv:MisusePreventionAndDetection', 'dpv:ProtectionOfIPR'],
    recipients: [{ name: 'Facebook Companies', role: 'joint_controller' }],
    basis: 'legitimate_interests',
    interest: 'Sharing for safety and security.',
    recipientsBenefit: true,
    claim: `Claimed: legitimate interests in sharing for safety and security ${general}. The role of the recipients is mixed; it stands here as joint control, as the EDPB found highly likely. Later: joint control highly likely ${secondary}.`,
    reference: 'GDPR Art 6(1)(f)',
  },
  {
    key: 'FC-05',
    title: 'Improve services and experience: make suggestions',
    description: 'Suggestions are made to users in order to improve services and how they are experienced.',
    terms: ['dpv:ProvidePersonalisedRecommendations'],
    recipients: [{ name: 'Facebook Companies', role: 'not_stated' }],
    basis: 'not_stated',
    recipientsBenefit: true,
    claim: `Claimed: not done; the FAQ said data are not currently used to improve product experiences on Facebook ${primary}, so no basis is given. Later: product improvement as a legitimate interest is doubtful at this scale, CJEU C-252/21, paras 122-123 ${secondary}.`,
  },
  {
    key: 'FC-06',
    title: 'Personalise features and content',
    description: 'Features and content are adapted to the individual user.',
    terms: ['dpv:ServicePersonalisation'],
    recipients: [{ name: 'Facebook Companies', role: 'not_stated' }],
    basis: 'not_stated',
    recipientsBenefit: true,
    claim: `Claimed: not done, as for the suggestions of FC-05 ${primary}, so no basis is given. Later: personalised content is not objectively indispensable to the contract, CJEU C-252/21 ${secondary}.`,
  },
  {
    key: 'FC-07',
    title: 'Help complete purchases and transactions',
    description: 'Users are helped to complete purchases and transactions.',
    terms: ['dpv:CustomerOrderManagement', 'dpv:PaymentManagement'],
    recipients: [{ name: 'Facebook Companies (payments entities)', role: 'not_stated' }],
    basis: 'not_stated',
    claim: `Claimed: nothing ${notFound}; contract would be plausible where the user asks for it ${general}.`,
  },
  {
    key: 'FC-08',
    title: 'Show relevant offers and ads across Facebook Company Products',
    description: 'Offers and advertisements are chosen for the user across the products of the group.',
    terms: ['dpv:PersonalisedAdvertising'],
    recipients: [{ name: 'Facebook Companies', role: 'not_stated' }],
    basis: 'not_stated',
    recipientsBenefit: true,
    claim: `Claimed: not done; the FAQ said data are not used for ads on Facebook, confirmed to the consumer protection network in 2023 ${primary}, so no basis is given. Later: contract was rejected as a basis in EDPB Binding Decisions 3/2022 and 4/2022 ${secondary}; on legitimate interests see CJEU C-252/21, para 117 ${secondary}.`,
  },
  {
    key: 'FC-09',
    title: 'Integration: connect Facebook Pay account to pay on WhatsApp',
    description: 'Users can connect a Facebook Pay account in order to pay within the messenger.',
    terms: ['dpv:PaymentManagement'],
    recipients: [{ name: 'Facebook Payments entities', role: 'not_stated' }],
    basis: 'not_stated',
    claim: `Claimed: users may connect the messenger with other products ${primary}; a basis was not found ${notFound}. An optional feature would need consent, or a contract made on request ${general}.`,
  },
  {
    key: 'FC-10',
    title: 'Integration: chat with friends on other products such as Portal',
    description: 'Users can chat with friends from other products of the group, such as Portal.',
    terms: ['dpv:RequestedServiceProvision'],
    recipients: [{ name: 'Facebook Technologies', role: 'not_stated' }],
    basis: 'not_stated',
    claim: `Claimed: users may connect the messenger with other products ${primary}; a basis was not found ${notFound}. An optional feature would need consent, or a contract made on request ${general}.`,
  },
  {
    key: 'FC-11',
    title: 'Infrastructure, technology and systems provided to WhatsApp',
    description: 'Companies of the group provide infrastructure, technology and systems to the messenger. Not in the founding article; the link to the data categories is an analyst’s.',
    terms: ['dpv:TechnicalServiceProvision'],
    linked: [categories.DC1, categories.DC3, categories.DC5, categories.DC6],
    recipients: [
      { name: 'Facebook Ireland Ltd', role: 'processor', country: 'IE' },
      { name: 'Others, not named in the source', role: 'processor' },
    ],
    basis: 'not_stated',
    claim: `Claimed: the providers act on the messenger's instructions ${primary}; no basis is given. Later: the Irish authority found it unclear who receives which data ${primary}; the role has to be verified in fact, EDPB Urgent Binding Decision 01/2021 ${secondary}.`,
    reference: 'DPC IN-18-12-2 (20 August 2021), paras 422-434',
  },
  {
    key: 'FC-12',
    title: 'Hosting of business chats by Facebook as technology provider',
    description: 'Businesses may have their chats hosted by Facebook, which acts as a processor of the business; such chats are labelled. Not in the founding article; the link to the data category is an analyst’s.',
    terms: ['dpv:CommunicationForCustomerCare'],
    linked: [categories.DC4],
    recipients: [{ name: 'Facebook as provider to businesses', role: 'processor' }],
    basis: 'not_stated',
    claim: `Claimed: businesses may use hosted services and such chats carry a label ${primary}; no basis is given.`,
  },
];

const members = 'Facebook Inc. / Facebook Ireland Ltd, Facebook Payments Inc., Facebook Payments International Ltd, Onavo, Facebook Technologies, CrowdTangle';

function record(row: Row): PurposeInput {
  const isGroup = (name: string) => name.startsWith('Facebook Companies');
  return {
    title: row.title,
    description: row.description,
    businessFunction: 'Messaging service',
    owner: 'Data protection office',
    purposeTerms: row.terms,
    jurisdictions: ['european_region', 'elsewhere'],
    benefits: { recipients: row.recipientsBenefit ? row.recipients.map(({ name }) => name) : [] },
    dataLinked: row.linked !== undefined,
    dataUses: (row.linked ?? allSix).map(({ name, terms }) => ({ category: name, terms, subjects: ['users of the messenger'] })),
    recipients: row.recipients.map(({ name, role, country = '', legalEntity = '' }) => ({
      name, role, country, legalEntity, group: isGroup(name) ? `Facebook Companies; named members ${secondary}: ${members}` : '', category: 'companies of the same group',
    })),
    bases: [
      { jurisdiction: 'european_region', basis: row.basis, justification: row.claim, legalReference: row.reference ?? '', ...(row.basis === 'legitimate_interests' && { interest: row.interest ?? '' }) },
      ...(row.otherBases ?? []).map((basis) => ({
        jurisdiction: 'european_region', basis, justification: `Named beside the first basis, without saying when it applies ${primary}.`, legalReference: row.otherReference ?? '', ...(basis === 'legitimate_interests' && { interest: row.interest ?? '' }),
      })),
      { jurisdiction: 'elsewhere', basis: 'not_stated', justification: 'Outside the European Region no GDPR basis applies; no basis under local law is stated.' },
    ],
    controller: { name: `WhatsApp Ireland Limited for the European Region, WhatsApp LLC / WhatsApp Inc. elsewhere ${primary}` },
    deviceAccess: row.linked ? {} : { detail: 'Mobile device information is named among the data; whether it is read from the device is not said.' },
  };
}

/** The twelve sharing purposes of the founding case; what its sources leave open stays `not_stated` or empty. */
export const foundingPurposes: { key: string; record: PurposeInput }[] = rows.map((row) => ({ key: row.key, record: record(row) }));
