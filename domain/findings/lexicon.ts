import { plainText } from '@/domain/findings/similarity';

/** Words in their order, each the beginning of a word of the text, with at most three others between two of them. */
function pattern(words: string): RegExp {
  const gap = String.raw`(?:[^\p{L}\p{N}.;:]+[\p{L}\p{N}’']+){0,3}?[^\p{L}\p{N}.;:]+`;
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${words.split(' ').map((word) => String.raw`${word}[\p{L}\p{N}’']*`).join(gap)}`, 'iu');
}

/** An example that authorities gave, or a phrase they held against a text, with the words it is found by. */
type VaguePhrase = { example: string; found: RegExp };
const vague = (example: string, ...words: string[]): VaguePhrase[] => words.map((one) => ({ example, found: pattern(one) }));

/** Purposes that are not specific by themselves: WP203 III.1.1, WP260 para 12, phrases of the texts in DPC IN-18-12-2, each with its German counterpart. */
const vaguePurposes: readonly VaguePhrase[] = [
  ...vague('improving users’ experience', 'improv experience', 'enhanc experience', 'nutzererlebnis verbesser', 'verbesser nutzererlebnis', 'verbesser erlebnis'),
  ...vague('marketing purposes', 'marketing purposes', 'marketingzweck', 'werbezweck'),
  ...vague('IT-security purposes', 'security purposes', 'sicherheitszweck'),
  ...vague('future research', 'future research', 'research purposes', 'künftige forschung', 'forschungszweck'),
  ...vague('develop new services', 'develop new services', 'develop new products', 'entwickl neue dienst', 'neue dienst entwickel'),
  ...vague('offer personalised services', 'offer personali services', 'personalisierte dienst anbiet'),
  ...vague('provide, improve, customise, support and market our services', 'improv our services', 'improv services', 'market our services', 'unsere dienste verbesser', 'verbesser unsere dienste'),
  ...vague('promote safety and security', 'promot safety', 'promot security', 'sicherheit förder', 'förder sicherheit'),
  ...vague('business purposes', 'business purposes', 'geschäftszweck', 'geschäftlich zweck'),
  ...vague('analytics', 'analytics', 'analysezweck'),
  ...vague('legitimate business interests', 'legitimate business interest', 'berechtigt geschäftsinteress'),
  ...vague('innovative, relevant, safe and profitable service', 'innovative relevant safe', 'innovativ relevant sicher'),
];

/** The first vague phrase in a text: the text's own words and the example they follow. Null where there is none. */
export function vaguePhraseIn(text: string): { phrase: string; example: string } | null {
  for (const { example, found } of vaguePurposes) {
    const match = found.exec(text);
    if (match) return { phrase: match[0], example };
  }
  return null;
}

/** What is done with data (GDPR Art 4(2), with the words policies use for it), as beginnings of words. */
const operations = pattern(`(?:collect|record|organi[sz]|stor(?:e|ed|ing)|keep|kept|adapt|alter|retriev|consult|combin|align|match|compar|analy[sz]|measur|counted|counting|profil|rank|scor|shar(?:e|ed|ing)|transfer|transmit|disclos|send|sent|forward|eras|delet|block|scann|logg|pseudonymi[sz]|erheb|erhob|erfass|speicher|aufbewahr|auswert|ausgewertet|analysier|abgleich|abgeglichen|verknüpf|zusammenführ|vergleich|messung|gemess|zähl|übermittel|übertrag|weitergeb|weitergegeben|offenleg|send|gesendet|lösch|sperr|protokollier|pseudonymisier)`);
export const namesOperation = (text: string): boolean => operations.test(text);

/** Whether a text names one of these things: a word of four letters or more of any of them stands in it. */
export function namesOneOf(text: string, names: readonly string[]): boolean {
  const words = new Set(plainText(text).split(' '));
  return names.some((name) => plainText(name).split(' ').some((word) => word.length >= 4 && words.has(word)));
}

/** Hedges (WP260 para 13) by language of the text. */
const hedges: Readonly<Record<string, RegExp>> = {
  en: /(?<![\p{L}\p{N}])(?:may|might|could|some|often|possible|possibly|from time to time|such as|for example|including but not limited to|including, but not limited to|among others|among other things)(?![\p{L}\p{N}])/u,
  de: /(?<![\p{L}\p{N}])(?:kann|können|könnte|könnten|möglicherweise|gegebenenfalls|ggf\.|oft|mitunter|gelegentlich|von Zeit zu Zeit|einige|wie etwa|etwa|zum Beispiel|z\. ?B\.|beispielsweise|unter anderem|u\. ?a\.|einschließlich, aber nicht beschränkt auf)(?![\p{L}\p{N}])/u,
};

/** The first hedge in a passage of a notice, null where there is none or its language has no list. The month of May is none. */
export function hedgeIn(passage: string, locale: string): string | null {
  const language = locale.slice(0, 2).toLowerCase();
  return hedges[language]?.exec(passage.slice(0, 1).toLowerCase() + passage.slice(1))?.[0] ?? null;
}

const collectives = /(?<![\p{L}\p{N}])(?:affiliates?|affiliated (?:companies|entities)|partners?|(?:group|family|facebook|meta) (?:of )?companies|companies of (?:the|our) group|third part(?:y|ies)|service providers?|vendors|verbundene unternehmen|partner(?:n|unternehmen)?|konzern(?:unternehmen|gesellschaften)|unternehmen der gruppe|unternehmensgruppe|dritte[nr]?|dienstleister[n]?|dienstanbieter[n]?)(?![\p{L}\p{N}])/iu;

/** Whether a recipient or a holder is named as a class alone: "partners", "Facebook Companies". */
export const isCollective = (name: string): boolean => collectives.test(name);

const emptyRetention = /(?:so lange|solange|as long as|for the time|wie|soweit|until|bis)?\s*(?:(?:it is|this is|they are|we are|is|are|dies|es|sie)\s*)?(?:(?:legally|gesetzlich|rechtlich|absolutely|strictly|reasonably|unbedingt)\s*)?(?:necessary|needed|required|permitted|allowed|nötig|notwendig|erforderlich|zulässig|erlaubt|vorgeschrieben)(?:\s*(?:ist|sind))?(?:\s*(?:by|under|durch|nach) (?:the |dem |das )?(?:applicable )?(?:laws?|gesetz\p{L}*|recht))?/gu;
const filler = new Set('data the these your our we it they them is are kept keep stored store for as and or only no longer than long period of time purpose purposes processing retain retained retention daten die der das diese wir werden wird sie es gespeichert speichern aufbewahrt für und oder nur nicht länger als den dem zweck zwecke zwecks die zur zum verarbeitung lange so wie zeit ist sind'.split(' '));

/** Whether a storage period says nothing that can be tested: nothing but "as long as necessary" or "as required by law" and the like. */
export function isEmptyRetention(text: string): boolean {
  const plain = plainText(text);
  const rest = plain.replace(emptyRetention, ' ').split(' ').filter((word) => word !== '' && !filler.has(word));
  return rest.length === 0;
}

const children = /(?<![\p{L}\p{N}])(?:child(?:ren)?|minors?|pupils?|teenagers?|kind(?:er|ern)?|minderjährige[nr]?|jugendliche[nr]?|schüler\p{L}*)(?![\p{L}\p{N}])/iu;

/** Whether a category of data subjects is one of children. */
export const namesChildren = (subject: string): boolean => children.test(subject);
