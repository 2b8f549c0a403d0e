/** A text with what it says: per purpose and data category the terms any of which counts as found, and the recipients it names. */
export type LabelledText = { name: string; text: string; purposes: string[][]; data: string[][]; recipients: string[] };

/** The founding article's list of January 2021 in our own words: ten purposes and six data categories, all in one breath, as there. */
export const foundingArticle: LabelledText = {
  name: 'founding article',
  text: `The information we share with the other Facebook Companies includes your account registration information, transaction data, service-related information, information on how you interact with others including businesses, mobile device information, and your IP address.
We use it for helping to improve infrastructure and delivery systems; understanding how our services are used; promoting safety, security and integrity, that is, securing systems; fighting spam, threats, abuse or infringement across Facebook Company Products; improving services and your experience by making suggestions; personalising features and content; helping you complete purchases and transactions; showing relevant offers and ads across Facebook Company Products; integrations that let you connect your Facebook Pay account to pay for things on WhatsApp; and enabling you to chat with friends on other products such as Portal.`,
  purposes: [
    ['dpv:IncreaseServiceRobustness', 'dpv:InternalResourceOptimisation'], ['dpv:ServiceUsageAnalytics'], ['dpv:EnforceSecurity'], ['dpv:MisusePreventionAndDetection', 'dpv:ProtectionOfIPR'], ['dpv:ProvidePersonalisedRecommendations', 'dpv:ImproveExistingProductsAndServices'],
    ['dpv:ServicePersonalisation'], ['dpv:CustomerOrderManagement', 'dpv:PaymentManagement'], ['dpv:PersonalisedAdvertising'], ['dpv:PaymentManagement', 'dpv:RequestedServiceProvision'], ['dpv:RequestedServiceProvision'],
  ],
  data: [['pd:TelephoneNumber', 'pd:Identifier'], ['pd:Transactional'], ['pd:ServiceConsumptionBehaviour'], ['pd:CommunicationsMetadata', 'pd:Interaction'], ['pd:DeviceBased'], ['pd:IPAddress']],
  recipients: ['the other Facebook Companies'],
};

/** Texts the lexicon was not tuned on: written and labelled once, by the same hand, after it; kept as they first came out. */
export const otherTexts: LabelledText[] = [
  {
    name: 'a shop',
    text: `When you place an order we collect your name, your delivery address, your email address and your payment details. We process your order, send the invoice and arrange delivery through our courier. Your purchase history helps us recommend products you may like. We also keep records because the tax authorities require it. To prevent fraud we compare the billing address with the card. If you subscribed to our newsletter we tell you about special offers; you can unsubscribe at any time. We disclose your address to DHL for delivery.`,
    purposes: [['dpv:CustomerOrderManagement'], ['dpv:PaymentManagement'], ['dpv:DeliveryOfGoods'], ['dpv:ProvidePersonalisedRecommendations', 'dpv:ProvideProductRecommendations'], ['dpv:LegalCompliance'], ['dpv:FraudPreventionAndDetection'], ['dpv:DirectMarketing']],
    data: [['pd:Name'], ['pd:PhysicalAddress'], ['pd:EmailAddress'], ['pd:PaymentCard'], ['pd:Purchase']],
    recipients: ['DHL'],
  },
  {
    name: 'a clinic',
    text: `We hold your date of birth, your medical history, test results and the name of your insurer. These are needed to diagnose and treat you, to bill your insurer, and to answer enquiries from the authorities. Photographs are taken only with your agreement. Appointment reminders are sent by text message to your mobile number. Our laboratory works with samples under a number instead of your name. Anonymous figures are used for research. We pass on to Health Insurance Fund what it needs to pay.`,
    purposes: [['dpv:RequestedServiceProvision', 'dpv:ServiceProvision'], ['dpv:PaymentManagement'], ['dpv:LegalCompliance', 'dpv:FulfilmentOfObligation'], ['dpv:CommunicationManagement', 'dpv:CommunicationForCustomerCare'], ['dpv:ResearchAndDevelopment', 'dpv:ScientificResearch']],
    data: [['pd:BirthDate'], ['pd:MedicalHealth', 'pd:HealthHistory'], ['pd:Insurance'], ['pd:Picture'], ['pd:TelephoneNumber']],
    recipients: ['Health Insurance Fund'],
  },
  {
    name: 'a news site',
    text: `Our servers log your IP address, the browser type and the pages you visit so that we can keep the site safe and produce statistics about readership. With your permission, advertising partners set cookies in order to show ads that match your interests. You may comment under a username; comments that break our rules are removed. Registered readers can customise the front page. We share reading habits with Nordic Ads AB for advertising.`,
    purposes: [['dpv:EnforceSecurity'], ['dpv:ServiceUsageAnalytics'], ['dpv:Advertising', 'dpv:PersonalisedAdvertising', 'dpv:TargetedAdvertising'], ['dpv:ServiceProvision', 'dpv:CommunicationManagement'], ['dpv:MisusePreventionAndDetection'], ['dpv:ServicePersonalisation', 'dpv:UserInterfacePersonalisation']],
    data: [['pd:IPAddress'], ['pd:UserAgent'], ['pd:BrowserHistory', 'pd:BrowsingBehaviour'], ['pd:Identifier'], ['pd:Interest'], ['pd:Username']],
    recipients: ['Nordic Ads AB'],
  },
];
