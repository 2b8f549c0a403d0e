import { law } from '@/domain/words/de/law';
import { uptake } from '@/domain/words/de/uptake';
import { formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';
import { readerOf, type RuleWords } from '@/domain/words/rule-words';

const { text, count, isOne, list } = readerOf('de');
const format = formatter('de');
type Value = Parameters<typeof text>[0];
const decimal = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 1 });
const percent = (value: Value) => `${decimal.format(Number(value ?? 0))} %`;
const day = (value: Value) => format.date(text(value));
const people = (n: Value) => (isOne(n) ? '1 Person' : `${count(n)} Personen`);
const times = (n: Value) => (isOne(n) ? 'einmal' : `${count(n)}-mal`);
const where = (area: Value) => (text(area) === '' ? 'überall sonst' : placeName(text(area), law.places));
const platforms: Record<string, string> = uptake.platforms;
const counts: Record<string, string> = uptake.counts;
const shown = ({ variant, area, platform }: Record<string, Value>) => `${text(variant) === '' ? 'der Form ohne Namen' : `„${text(variant)}“`}${text(platform) === '' ? '' : ` auf ${platforms[text(platform)] ?? text(platform)}`}${text(area) === '' ? '' : ` in ${placeName(text(area), law.places)}`}`;

/** Die 19 Regeln zu Kampagnen, Ereignissen, Zahlen und Ausgaben. */
export const campaignRules = {
  'CAM-01': {
    name: 'Zeit zur Entscheidung', condition: 'Eine Frist endet weniger Tage nach der Ankündigung als die Mindestzeit (unsere: 30 Tage), oder mehr als ein Anteil der Personen (unserer: 5 %) sah den Hinweis zum ersten Mal weniger Tage als diese vor der geltenden Frist.',
    message: (v) => (text(v.what) === 'days' ? `Die Frist am ${day(v.deadline)} endete ${count(v.days)} Tage nach der Ankündigung, weniger als ${count(v.least)} (unsere Schwelle, nicht Recht). Wesentliche Änderungen müssen „rechtzeitig im Voraus“ kommen.` : `${percent(v.percent)} der Personen (${count(v.n)} von ${count(v.all)}) hatten weniger als ${count(v.least)} Tage (unsere Schwelle, nicht Recht) bis zum ${day(v.deadline)}. Wesentliche Änderungen müssen „rechtzeitig im Voraus“ kommen.`),
    remedy: 'Die Frist verlängern oder festhalten, warum die Zeit reicht.',
  },
  'CAM-02': {
    name: 'Was sich ändert', condition: 'Keine Änderung ist aufgeführt; eine Änderung nennt keinen Zweck oder ist weder als wesentlich noch als unwesentlich bezeichnet; eine Nachricht handelte nicht allein von der Änderung oder verwies darauf, eine Seite regelmäßig zu prüfen.',
    message: (v) => (text(v.what) === 'none' ? 'Den Personen wird nicht gesagt, was sich ändert: Keine Änderung ist aufgeführt.' : text(v.what) === 'change' ? `Den Personen wird nicht gesagt, was sich ändert: Bei „${text(v.change)}“ fehlt, ${list(v.lacks, { material: 'ob es wesentlich ist', purposes: 'welche Zwecke es betrifft' })}.` : `Die Nachricht vom ${day(v.day)} ${list(v.faults, { not_dedicated: 'handelte nicht allein von der Änderung', check_page: 'verwies darauf, eine Seite zu prüfen' })}.`),
    remedy: 'Die Änderungen in einfachen Worten aufführen, jede mit ihren Zwecken, und eine eigene Nachricht senden.',
  },
  'CAM-03': {
    name: 'Ablehnen so leicht wie Akzeptieren', condition: 'Eine Form der Abfrage lässt nicht ablehnen, braucht dafür mehr Schritte oder hebt es weniger hervor als das Akzeptieren, oder lässt sich weder schließen noch aufschieben.',
    message: (v) => `Mit ${shown(v)} ist Ablehnen schwerer als Akzeptieren: ${list(v.faults, { no_decline: 'ablehnen ist nicht möglich', more_steps: `ablehnen braucht ${count(v.decline)} Schritte, akzeptieren ${count(v.accept)}`, less_prominent: 'ablehnen ist weniger hervorgehoben', no_way_out: 'schließen und aufschieben sind nicht möglich' })}.`,
    remedy: 'Beide Antworten gleich anbieten und aufschieben lassen.',
  },
  'CAM-04': {
    name: 'Wiederholte Abfragen', condition: 'Personen wurden erneut zu einem Text gefragt, den sie abgelehnt hatten (blockierend); oder vor einer Antwort häufiger, als die Grenze der Kampagne erlaubt (unsere: 2 in 30 Tagen; Warnung).',
    message: (v) => (text(v.what) === 'declined' ? `${people(v.n)} ${isOne(v.n) ? 'wurde' : 'wurden'} nach dem Ablehnen erneut gefragt (höchstens ${times(v.most)}).` : `${people(v.n)} ${isOne(v.n) ? 'wurde' : 'wurden'} vor einer Antwort häufiger als ${times(v.cap)} in ${count(v.days)} Tagen gefragt (höchstens ${times(v.most)} in 30 Tagen).`),
    remedy: 'Die Abfragen beenden und sich die Wahl merken.',
  },
  'CAM-05': {
    name: 'Was aus dem Ablehnen folgt', condition: 'Die Kampagne ist verpflichtend und sagt nicht, was bei Ablehnung geschieht; oder was sie sagt, änderte sich oder unterscheidet sich zwischen Gebieten; oder Funktionen wurden vor der Frist eingeschränkt.',
    message: (v) => {
      if (text(v.what) === 'not_stated') return 'Was mit Personen geschieht, die ablehnen, ist nicht gesagt.';
      if (text(v.what) === 'changed') return `Was mit Personen geschieht, die ablehnen, änderte sich unterwegs: ${count(v.n)} verschiedene Aussagen (${where(v.area)}).`;
      if (text(v.what) === 'areas') return `Was mit Personen geschieht, die ablehnen, unterscheidet sich zwischen Gebieten: ${list((Array.isArray(v.areas) ? v.areas : []).map(where))}.`;
      return `Funktionen wurden am ${day(v.day)} eingeschränkt, vor der Frist.`;
    },
    remedy: 'Es einmal sagen, für alle gleich; wo es sich ändern muss, jede Fassung festhalten.',
  },
  'CAM-06': {
    name: 'Akzeptieren beim Namen genannt', condition: 'Eine Bezeichnung nennt das Akzeptieren von Bedingungen oder einer Datenschutzerklärung Einwilligung; oder eine Handlung umfasst mehrere rechtliche Arten oder keine, die festgehalten ist.',
    message: (v) => `„${text(v.label)}“ (${text(v.place)}) ${list(v.faults, { consent: 'nennt Einwilligung, was keine ist: Das ist eine Quote der Kenntnisnahme, keine der Einwilligung', no_nature: 'hat keine festgehaltene rechtliche Art', natures: 'umfasst mehrere rechtliche Arten in einer Handlung: Das ist eine Quote der Kenntnisnahme, keine der Einwilligung' })}.`,
    remedy: 'Die Handlung nennen, was sie rechtlich ist, für jede eine eigene.',
  },
  'CAM-07': {
    name: 'Alte Fristen und geteilte Texte', condition: 'Eine Frist wurde verschoben, nachdem Personen eine andere genannt worden war, und keine Nachricht, die die neue nennt, ist festgehalten; oder Gebiete mit verschiedenen Zwecken teilen einen Text.',
    message: (v) => (text(v.what) === 'deadline' ? `${people(v.n)} ${isOne(v.n) ? 'war' : 'waren'} eine andere Frist genannt worden, bevor sie auf den ${day(v.deadline)} verschoben wurde, und keine Nachricht, die die neue nennt, ist festgehalten.` : `${list((Array.isArray(v.areas) ? v.areas : []).map(where))} teilen einen Text, der nicht für beide stimmt (${list(v.notices)}).`),
    remedy: 'Diesen Personen die neue Frist mitteilen; jedem Gebiet seine eigene Fassung geben.',
  },
  'EVT-01': { name: 'Entscheidung zu einem Text', condition: 'Eine gezählte Entscheidung nennt keinen Text oder keinen, der bis dahin für ihre Region veröffentlicht war.', message: (v) => `${count(v.n)} von ${count(v.all)} Entscheidungen lassen sich keinem Text zuordnen.`, remedy: 'Sie aus dem Stand nehmen und die Erfassung richten.' },
  'EVT-02': { name: 'Gezeigt vor entschieden', condition: 'Vor einer gezählten Entscheidung oder zugleich wurde derselbe Text nicht angezeigt.', message: (v) => `${count(v.n)} von ${count(v.all)} Entscheidungen wurden erfasst, bevor der Hinweis angezeigt war.`, remedy: 'Sie herausnehmen und den Grund suchen.' },
  'EVT-03': { name: 'Selbst entschieden', condition: 'Eine gezählte Entscheidung traf Personal, ein System oder ein Import.', message: (v) => `${count(v.n)} von ${count(v.all)} Entscheidungen traf nicht die Person selbst.`, remedy: 'Sie herausnehmen und getrennt berichten.' },
  'EVT-04': {
    name: 'Glaubhafte Zeiten', condition: 'Ereignisse nennen einen Text vor seiner Veröffentlichung, wurden zurückgewiesen, weil sie in der Zukunft lagen oder keine Abweichung von UTC nannten; oder mehr als ein Anteil der Akzeptierungen einer Form der Abfrage (unserer: 10 %) kam binnen einer Sekunde (unsere) nach der Anzeige.',
    message: (v) => (text(v.what) === 'published' ? `${count(v.n)} Ereignisse nennen einen Text vor seiner Veröffentlichung.` : text(v.what) === 'refused' ? `${count(v.n)} Ereignisse wurden zurückgewiesen, weil sie in der Zukunft lagen oder keine Abweichung von UTC nannten: Die Uhr eines Absenders geht falsch.` : `Mit ${shown(v)} kamen ${percent(v.percent)} der Akzeptierungen (${count(v.n)} von ${count(v.all)}) binnen ${decimal.format(Number(v.seconds))} s nach der Anzeige; unsere Schwelle ist ${percent(v.threshold)}.`),
    remedy: 'Die Uhren stellen; die Form der Abfrage ansehen.',
  },
  'STA-01': { name: 'Quoten mit ihren Zahlen', condition: 'Eine Quote steht ohne Zähler, Nenner, Definition der Grundgesamtheit oder Zeitpunkt.', message: (v) => `Bei der Quote „${text(v.rate)}“ ${Array.isArray(v.lacks) && v.lacks.length > 1 ? 'fehlen' : 'fehlt'} ${list(v.lacks, { numerator: 'der Zähler', denominator: 'der Nenner', definition: 'die Definition der Grundgesamtheit', as_of: 'der Zeitpunkt' })}.`, remedy: 'n von N nennen, wer gemeint ist und zu welchem Zeitpunkt.' },
  'STA-02': { name: 'Nicht mehr als es gibt', condition: 'In einem Segment haben mehr Personen Ereignisse, als seine Grundgesamtheit umfasst.', message: (v) => `„${text(v.segment)}“: ${people(v.n)} mit Ereignissen, aber eine Grundgesamtheit von ${count(v.population)}.`, remedy: 'Das Segment oder die Grundgesamtheit richten.' },
  'STA-03': { name: 'Rechtzeitig heißt rechtzeitig', condition: 'Akzeptierungen nach der Frist, in der Zeitzone der Kampagne, sind als rechtzeitig gezählt.', message: (v) => `${count(v.n)} verspätete Akzeptierungen sind für den ${day(v.deadline)} als rechtzeitig gezählt.`, remedy: 'Mit der Zeitzone neu zählen.' },
  'STA-04': { name: 'Schweigen ist kein Ja', condition: 'Schweigen, Wegklicken, Aufschieben oder ein geschlossenes Konto ist als Akzeptieren gezählt.', message: (v) => `In „${text(v.rate)}“ ist keine Antwort als Ja gezählt: ${people(v.n)}${text(v.counts) === '' ? '' : ` (${list(v.counts, counts)})`}.`, remedy: 'Akzeptiert, abgelehnt, keine Antwort und nicht erreicht getrennt zeigen.' },
  'STA-05': { name: 'Letzte Antwort, je einmal', condition: 'Personen, deren letzte Antwort eine andere ist, sind als akzeptierend gezählt, oder Personen sind mehrfach gezählt.', message: (v) => (text(v.counts) === '' ? `„${text(v.rate)}“: ${count(v.repeated)} Entscheidungen mehr als Personen, die entschieden haben.` : `${list(v.counts, counts)} erhöhen „${text(v.rate)}“ um ${decimal.format(Number(v.points))} Punkte.`), remedy: 'Den letzten Stand jeder Person einmal zählen.' },
  'STA-06': {
    name: 'Ein Nenner, der stehen bleibt', condition: 'Die Grundgesamtheit wurde erfasst, nachdem Personen entschieden hatten, geschlossene Konten fehlen in den Zahlen, oder Gruppen ergeben zusammen nicht das Ganze.',
    message: (v) => (text(v.what) === 'later' ? `Der Nenner hat sich bewegt: Die Grundgesamtheit vom ${day(v.day)} wurde erfasst, nachdem ${people(v.n)} entschieden ${isOne(v.n) ? 'hatte' : 'hatten'}.` : text(v.what) === 'closed' ? 'Personen, die gegangen sind, fehlen in den Zahlen.' : `„${text(v.table)}“ ergibt zusammen ${count(v.sum)}, das Ganze ist ${count(v.total)}.`),
    remedy: 'Die Grundgesamtheit bei der Ankündigung festlegen und berichten, wer gegangen ist.',
  },
  'EXP-01': { name: 'Niemand erkennbar', condition: 'Eine gedruckte Zahl liegt zwischen 1 und k − 1 (unser k: 10), lässt weniger als k vom Ganzen übrig, änderte sich um weniger als k oder lässt sich aus gedruckten Summen errechnen.', message: (v) => `${isOne(v.n) ? '1 Zelle könnte' : `${count(v.n)} Zellen könnten`} einzelne Personen erkennen lassen (weniger als ${count(v.least)}; unsere Schwelle, nicht Recht): ${list(v.cells)}.`, remedy: 'Zwei oder mehr Zellen zurückhalten, zusammenfassen oder runden.' },
  'EXP-02': {
    name: 'Eine Datei, die für sich steht', condition: 'Einer Datei fehlt, wann sie entstand, wovon sie handelt, auf welchen Fassungen sie beruht, ihre Filter oder ihr Prüfwert; oder ein Feld nach Artikel 30 ist nur eine Adresse.',
    message: (v) => (text(v.what) === 'metadata' ? `Der Datei fehlt ${list(v.lacks, { generated_at: 'wann sie entstand', as_of: 'der Zeitpunkt', register: 'die Fassungen des Verzeichnisses', pack: 'das Regelwerk', filters: 'ihre Filter', digest: 'der Prüfwert ihrer Eingaben' })}.` : `Die Datei steht nicht für sich: ${list(v.fields)} ${Array.isArray(v.fields) && v.fields.length === 1 ? 'ist' : 'sind'} nur eine Adresse im Netz.`),
    remedy: 'Den Text und die Angaben zur Datei hineinschreiben.',
  },
} satisfies Record<string, RuleWords>;
