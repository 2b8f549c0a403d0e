import { law } from '@/domain/words/de/law';
import { record } from '@/domain/words/de/record';
import { terms } from '@/domain/words/de/terms';
import { placeName } from '@/domain/words/place-name';
import { readerOf, type RuleWords } from '@/domain/words/rule-words';

const { text, count, isOne, has, list } = readerOf('de');
const place = (value: Parameters<typeof text>[0]) => placeName(text(value), law.places);
const fieldNames: Record<string, string> = { ...record.fields, ...record.parts, dataUses: 'Kategorien personenbezogener Daten', bases: 'Rechtsgrundlage' };
const inJurisdiction = (jurisdiction: string) => (jurisdiction === '' ? '' : ` in ${jurisdiction}`);
const people = (n: number | string | readonly string[] | undefined) => (isOne(n) ? '1 Person' : `${count(n)} Personen`);

const changes = { purpose: 'der Zweck', controller: 'der Verantwortliche', recipients: 'Empfänger', categories: 'Datenkategorien', transfers: 'Übermittlungen', bases: 'die Rechtsgrundlage' };
const items: Record<string, string> = {
  '13(1)(a)': 'der Verantwortliche (Art. 13 Abs. 1 Buchst. a)', '13(1)(c) purpose': 'der Zweck (Art. 13 Abs. 1 Buchst. c)', '13(1)(c) basis': 'die Rechtsgrundlage (Art. 13 Abs. 1 Buchst. c)', '13(1)(d)': 'das berechtigte Interesse und wessen es ist (Art. 13 Abs. 1 Buchst. d)',
  '13(1)(e)': 'die Empfänger und was jeder erhält (Art. 13 Abs. 1 Buchst. e)', '13(1)(f)': 'die Übermittlung und ihre Garantie (Art. 13 Abs. 1 Buchst. f)', '13(2)(a)': 'die Speicherdauer (Art. 13 Abs. 2 Buchst. a)', '13(2)(b)': 'wie man widerspricht oder widerruft (Art. 13 Abs. 2 Buchst. b, c)',
  '13(2)(e)': 'ob Daten bereitgestellt werden müssen und was sonst folgt (Art. 13 Abs. 2 Buchst. e)', '13(2)(f)': 'die Logik automatisierter Entscheidungen (Art. 13 Abs. 2 Buchst. f)', '14(2)(f)': 'die Quelle mittelbar erhobener Daten (Art. 14 Abs. 2 Buchst. f)', one_place: 'eine einzige Stelle: zwei Texte desselben Tages sprechen von dem Zweck',
};
const itemNames = (given: readonly string[]) => given.map((item) => (item.startsWith('language ') ? `eine Fassung in der Sprache „${item.slice(9)}“` : (items[item] ?? item)));

/** Die 41 Regeln zum Verzeichnis. */
export const registerRules = {
  'PUR-01': {
    name: 'Angaben nach Artikel 30', condition: 'Der Verantwortliche und sein Kontakt, der Kontakt einer benannten datenschutzbeauftragten Person, Beschreibung, Daten, betroffene Personen oder Empfänger (oder warum es keine gibt) sind leer; eine Warnung, wo nur die Sicherheitsmaßnahmen fehlen.',
    message: ({ purpose, fields }) => `„${text(purpose)}“ kann so nicht in das Verzeichnis nach Artikel 30: Es fehlt: ${list(fields, fieldNames)}.`, remedy: 'Die Felder ausfüllen oder mit Grund festhalten, dass es nichts gibt.',
  },
  'PUR-02': {
    name: 'Festgelegter Zweck', condition: 'Der Wortlaut entspricht der Liste unbestimmter Wendungen und nennt nicht, was mit welchen Daten für wen geschieht; oder eine Stelle eines geltenden Hinweises, die von dem Zweck spricht, bleibt vage. Blockierend, wo die Grundlage die Einwilligung ist.',
    message: ({ phrase, example, hedge, notice }) => (hedge === undefined ? `„${text(phrase)}“ sagt nicht, was mit welchen Daten für wen geschieht. Behörden nennen „${text(example)}“ als Beispiel für einen Zweck, der nicht festgelegt ist.` : `Der Hinweis ${text(notice)} bleibt vage, wo er von diesem Zweck spricht: „${text(hedge)}“.`),
    remedy: 'Neu fassen: was geschieht, mit welchen Daten, warum und für wen; ohne Abschwächungen.',
  },
  'PUR-03': {
    name: 'Ein Zweck je Zeile', condition: 'Die Begriffe des Zwecks haben keinen gemeinsamen obersten Begriff, oder seine Teile beruhen in einem Rechtsraum auf verschiedenen Grundlagen. Blockierend, wo die Grundlage die Einwilligung ist.',
    message: ({ n, roots, jurisdiction }) => (roots === undefined ? `Diese Zeile bündelt Teile, die in ${place(jurisdiction)} auf ${count(n)} Grundlagen beruhen. Niemand kann erkennen, welche Grundlage wofür gilt.` : `Diese Zeile bündelt ${count(n)} Zwecke (${list(roots, terms)}). Niemand kann erkennen, welche Grundlage wofür gilt.`), remedy: 'Die Zeile teilen.',
  },
  'PUR-04': {
    name: 'Neuer Zweck', condition: 'Bereits vorhandene Daten dienen einem neuen Zweck, der nicht als vereinbar befunden wurde und weder auf Einwilligung noch auf einem Gesetz beruht; oder die Verarbeitung begann, bevor der Hinweis erstmals angezeigt wurde.',
    message: ({ purpose, old, campaign, start, displayed }) => {
      const former = text(old) === '' ? 'einen anderen Zweck' : `„${text(old)}“`;
      if (campaign === undefined) return `Daten, die für ${former} erhoben wurden, würden für „${text(purpose)}“ verwendet, ohne Vereinbarkeitsprüfung, Einwilligung oder Gesetz.`;
      return `Daten, die für ${former} erhoben wurden, werden seit ${text(start)} für „${text(purpose)}“ verwendet; ${text(displayed) === '' ? `der Hinweis von ${text(campaign)} wurde noch niemandem angezeigt` : `der Hinweis von ${text(campaign)} wurde erstmals am ${text(displayed)} angezeigt`}.`;
    },
    remedy: 'Die fünf Umstände des Art. 6 Abs. 4 prüfen oder eine Einwilligung einholen; vorher informieren oder den Beginn verschieben.',
  },
  'LB-01': { name: 'Rechtsgrundlage', condition: 'Ein Zweck hat in einem Rechtsraum, für den er gelten muss, keine Grundlage, oder nennt gar keinen Rechtsraum.', message: ({ purpose, jurisdiction }) => `Für „${text(purpose)}“ ist${inJurisdiction(place(jurisdiction))} keine Rechtsgrundlage festgehalten.`, remedy: 'Eine Grundlage wählen und begründen.' },
  'LB-02': {
    name: 'Mehrere Grundlagen zugleich', condition: 'Zwei oder mehr Grundlagen in einem Rechtsraum, und nicht jede sagt, wann sie gilt, oder zwei sagen dasselbe.',
    message: ({ bases, jurisdiction }) => `${list(bases, law.bases)} werden in ${place(jurisdiction)} für dieselbe Verarbeitung beansprucht. Sagen Sie, wann welche gilt.`, remedy: 'Ergänzen, wann jede gilt, oder eine behalten.',
  },
  'LB-03': {
    name: 'Vertrag für Werbung', condition: 'Die Grundlage ist der Vertrag, und der Zweck steht unter Marketing.',
    message: ({ terms: named, jurisdiction }) => `Für ${list(named, terms)} wird in ${place(jurisdiction)} der Vertrag beansprucht. Der EDSA und die irische Behörde haben das bei Facebook und Instagram verworfen.`, remedy: 'Eine Einwilligung einholen oder eine andere Grundlage dokumentieren.',
  },
  'LB-04': {
    name: 'Vertrag für Verbesserung', condition: 'Die Grundlage ist der Vertrag, und der Zweck steht unter Optimierung für den Verantwortlichen, Nutzungsanalyse oder Forschung und Entwicklung.',
    message: ({ terms: named, jurisdiction }) => `Für ${list(named, terms)} wird in ${place(jurisdiction)} der Vertrag beansprucht: den Dienst verbessern oder messen. WhatsApp erhielt dafür eine Geldbuße (5,5 Millionen Euro).`, remedy: 'Berechtigte Interessen mit Abwägung oder eine Einwilligung; oder die Erforderlichkeit unterzeichnen.',
  },
  'LB-05': {
    name: 'Vertrag für Sicherheit', condition: 'Die Grundlage ist der Vertrag, und der Zweck steht unter Durchsetzung der Sicherheit, über Zugriffskontrolle und Authentifizierung allein für diesen Dienst hinaus.',
    message: ({ terms: named, jurisdiction }) => `Für ${list(named, terms)} wird in ${place(jurisdiction)} der Vertrag beansprucht: Sicherheit oder Betrug, über den Schutz des Dienstes selbst hinaus.`, remedy: 'Berechtigte Interessen oder eine rechtliche Verpflichtung, oder den Zweck enger fassen.',
  },
  'LB-06': {
    name: 'Erforderlich für den Vertrag', condition: 'Die Grundlage ist der Vertrag, und nichts sagt, warum die Verarbeitung erforderlich ist, oder die betroffenen Personen sind nicht Vertragspartei.',
    message: ({ missing, jurisdiction }) => (has(missing, 'necessityStatement') ? `Nichts zeigt, warum der Vertrag ohne diese Verarbeitung nicht erfüllt werden kann (${place(jurisdiction)}).` : `Die betroffenen Personen sind nicht Partei des beanspruchten Vertrags (${place(jurisdiction)}).`),
    remedy: 'Die Vertragsbestimmung nennen und was ohne sie nicht ginge; für Personen, die nicht Partei sind, eine andere Grundlage.',
  },
  'LB-07': { name: 'Gesetz genannt', condition: 'Die Grundlage ist eine rechtliche Verpflichtung oder eine öffentliche Aufgabe, und kein Gesetz ist genannt.', message: ({ basis, jurisdiction }) => `${list(basis, law.bases)} wird in ${place(jurisdiction)} ohne das Gesetz beansprucht.`, remedy: 'Die Vorschrift nennen.' },
  'LB-08': {
    name: 'Anerkanntes berechtigtes Interesse', condition: 'Ein anerkanntes berechtigtes Interesse außerhalb des Vereinigten Königreichs, ohne eine der fünf Bedingungen, von einer Behörde in ihrer Aufgabe oder für eine allein automatisierte erhebliche Entscheidung.',
    message: ({ reasons, jurisdiction }) => `Ein „anerkanntes berechtigtes Interesse“ gibt es nur im Recht des Vereinigten Königreichs und nur unter fünf Bedingungen des Anhangs 1. In ${place(jurisdiction)}: ${list(reasons, { jurisdiction: 'nicht das Vereinigte Königreich', condition: 'keine Bedingung ist festgehalten', authority: 'eine Behörde in ihrer Aufgabe darf es nicht nutzen', automated: 'nicht für eine allein automatisierte erhebliche Entscheidung' })}.`,
    remedy: 'Außerhalb des Vereinigten Königreichs eine andere Grundlage; die Bedingung festhalten.',
  },
  'LB-09': {
    name: 'Wechsel der Grundlage', condition: 'Die Grundlage ist eine andere als in der zuvor freigegebenen Fassung und wurde nicht sowohl neu geprüft als auch in einem seither veröffentlichten Hinweis angezeigt.',
    message: ({ old, new: after, jurisdiction, missing }) => `Die Grundlage in ${place(jurisdiction)} wechselte von ${list(old, law.bases)} zu ${list(after, law.bases)} ohne ${list(missing, { assessment: 'neue Prüfung', display: 'neuen Hinweis, der angezeigt wurde' })}.`, remedy: 'Neu prüfen; eine neue Fassung veröffentlichen und anzeigen.',
  },
  'LI-01': {
    name: 'Interesse und wessen', condition: 'Die Grundlage sind berechtigte Interessen, und das Interesse ist leer, dem Text des Zwecks ähnlicher als der Schwellenwert (unserer: 0,8) oder niemandem mit Namen zugeordnet.',
    message: ({ problems, percent, threshold, jurisdiction }) => `Nennen Sie das Interesse und wessen es ist (${place(jurisdiction)}): ${list(problems, { interest: 'das Interesse ist nicht genannt', repeats: `es wiederholt den Zweck (zu ${text(percent)} % ähnlich; unser Schwellenwert ist ${text(threshold)} %)`, holder: 'nichts sagt, wessen es ist' })}. Den Zweck zu wiederholen genügt nicht.`,
    remedy: 'Das Interesse und seinen Träger für diese Verarbeitung aufschreiben.',
  },
  'LI-02': {
    name: 'Interessenabwägung', condition: 'Die Grundlage sind berechtigte Interessen, und die Abwägung fehlt, hat einen leeren Teil, fiel nicht zugunsten aus, ist nicht freigegeben oder wurde es erst nach dem Beginn; eine Warnung, wo nur die Überprüfung überfällig ist oder der Zweck sich seither änderte.',
    message: ({ problems, months, jurisdiction }) => {
      const said = list(problems, { outcome: 'sie hat kein Ergebnis', fail: 'das Interesse überwiegt nicht', purpose: 'die Prüfung des Zwecks ist leer', necessity: 'die Prüfung der Erforderlichkeit ist leer', balancing: 'die Abwägung ist leer', approvedAt: 'sie ist nicht freigegeben', late: 'sie wurde erst nach Beginn der Verarbeitung freigegeben', review: `ihre Überprüfung ist überfällig (unser Wert: alle ${text(months)} Monate)`, changed: 'der Zweck hat sich seither geändert' });
      return has(problems, 'review') || has(problems, 'changed') ? `Die Interessenabwägung für ${place(jurisdiction)} ist veraltet: ${said}.` : `Für ${place(jurisdiction)} gibt es keine abgeschlossene Interessenabwägung von vor der Verarbeitung: ${said}.`;
    },
    remedy: 'Die Abwägung abschließen und freigeben.',
  },
  'LI-03': {
    name: 'Widerspruchsrecht', condition: 'Die Grundlage sind berechtigte Interessen oder eine öffentliche Aufgabe, und kein Weg zum Widerspruch ist festgehalten; oder Direktwerbung hat keinen bedingungslosen Widerspruch; oder auf das Recht wird nicht getrennt hingewiesen.',
    message: ({ problems }) => `Niemand erfährt klar und getrennt, wie man widerspricht: ${list(problems, { channel: 'kein Weg zum Widerspruch', marketingOptOut: 'kein bedingungsloser Widerspruch gegen Direktwerbung', announcedSeparately: 'kein getrennter Hinweis' })}.`, remedy: 'Den Weg zum Widerspruch und einen getrennten Text ergänzen.',
  },
  'LI-04': {
    name: 'Profile über Dienste hinweg', condition: 'Die Grundlage sind berechtigte Interessen, der Zweck steht unter personalisierter Werbung, und Daten von mehr als einem Dienst oder Verantwortlichen kommen zusammen.',
    message: ({ jurisdiction }) => `Profile über Dienste hinweg für Werbung auf berechtigte Interessen gestützt (${place(jurisdiction)}): Nach dem Gerichtshof müssen Nutzerinnen und Nutzer damit nicht rechnen.`, remedy: 'Eine Einwilligung je Zweck; oder die datenschutzbeauftragte Person setzt sich darüber hinweg.',
  },
  'CON-01': {
    name: 'Einwilligung als Bedingung', condition: 'Die Grundlage ist die Einwilligung, eine Kampagne ist verpflichtend oder eine Ablehnung kostet etwas, und eine Datennutzung ist für den verlangten Dienst nicht erforderlich.',
    message: ({ campaign, categories }) => `Die Kampagne ${text(campaign)} macht die Einwilligung zur Bedingung des Dienstes für Daten, die er nicht braucht (${list(categories)}). Vermutlich nicht freiwillig.`, remedy: 'Freiwillig machen, Gleichwertiges anbieten oder die Grundlage ändern.',
  },
  'CON-02': { name: 'Eine Wahl je Zweck', condition: 'Eine Antwort steht für die Einwilligung in mehr als einen Zweck, ohne Wahl für jeden.', message: ({ people: n, n: purposes }) => `Ein Klick deckt ${count(purposes)} Zwecke: ${people(n)} hatte${isOne(n) ? '' : 'n'} keine Wahl für jeden.`, remedy: 'Getrennte Auswahl anbieten.' },
  'CON-03': { name: 'Einwilligung getrennt von Bedingungen', condition: 'Die Einwilligung beruht auf einer Antwort auf Vertragsbedingungen oder einen Datenschutzhinweis.', message: ({ n }) => `Die Annahme von Bedingungen wurde als Einwilligung von ${people(n)} gespeichert.`, remedy: 'Getrennt um Einwilligung bitten.' },
  'CON-04': {
    name: 'Widerruf so einfach wie die Erteilung', condition: 'Der Widerruf braucht mehr Schritte als die Erteilung, geht einen anderen Weg, kostet Geld oder eine Leistung oder hat keinen Weg.',
    message: ({ problems, m, n }) => `Widerrufen ist schwerer als einwilligen: ${list(problems, { none: 'kein Weg zum Widerruf ist festgehalten', channel: 'es geht einen anderen Weg', steps: `es braucht ${text(m)} Schritte, die Erteilung brauchte ${text(n)}`, detriment: 'es kostet Geld oder eine Leistung' })}.`, remedy: 'Dieselbe Oberfläche, derselbe Aufwand.',
  },
  'CON-05': {
    name: 'Nachweis der Einwilligung', condition: 'Nichts zeigt, wer einwilligte, wie, auf welchen Text, gegenüber wem, auf den Widerruf hingewiesen; oder die Auswahl war vorbelegt.',
    message: ({ missing, unproven, others }) => `Die Einwilligung kann nicht nachgewiesen werden: ${list(missing, { who: `${people(others)} wählte${isOne(others) ? '' : 'n'} nicht selbst`, how: 'kein Nachweis, wie sie erteilt wird', text: Number(unproven) > 0 ? `${people(unproven)} wählte${isOne(unproven) ? '' : 'n'} auf einem Text, der nicht bekannt ist` : 'kein Einwilligungstext nennt den Zweck', controller: 'der Verantwortliche ist nicht genannt', withdrawal: 'auf den Widerruf wird nicht hingewiesen', act: 'die Auswahl ist vorbelegt' })}.`,
    remedy: 'Im Augenblick der Wahl erfassen; beiseitelegen, was nicht nachweisbar ist.',
  },
  'CON-06': { name: 'Einwilligung vor einer Änderung', condition: 'Geltende Einwilligungen wurden unter einer früheren Fassung erteilt, und Zweck, Verantwortlicher, Empfänger, Kategorien oder Übermittlungen sagen seither mehr.', message: ({ n, version, changes: parts }) => `${isOne(n) ? '1 Einwilligung wurde' : `${count(n)} Einwilligungen wurden`} unter Fassung ${text(version)} erteilt; seither ${Array.isArray(parts) && parts.length > 1 ? 'änderten sich' : 'änderte sich'}: ${list(parts, changes)}. Sie ${isOne(n) ? 'deckt' : 'decken'} das nicht.`, remedy: 'Erneut fragen; bis dahin aufhören.' },
  'SPC-01': {
    name: 'Besondere Kategorien und Straftaten', condition: 'Besondere Kategorien ohne Bedingung des Art. 9 Abs. 2, auf ausdrückliche Einwilligung gestützt, die nicht ausdrücklich ist, oder auf ein Gesetz, das nicht genannt ist; oder Daten über Straftaten ohne die Befugnis des Art. 10.',
    message: ({ category, problems }) => `${text(category)}: ${list(problems, { condition: 'besondere Kategorie ohne Bedingung des Art. 9 Abs. 2', explicit: 'auf ausdrückliche Einwilligung gestützt, die nicht als ausdrücklich festgehalten ist', law: 'die Bedingung braucht ein Gesetz, und keines ist genannt', authority: 'Daten über Straftaten ohne die Befugnis des Art. 10' })}.`, remedy: 'Die Bedingung und ihr Gesetz festhalten oder die Daten weglassen.',
  },
  'SPC-02': { name: 'Was Daten verraten', condition: 'Personen werden profiliert oder Daten zusammengeführt, mit Kategorien wie Standort, Kontakten, Gruppen, Metadaten, Käufen oder Surfverhalten, ohne Einschätzung, was sie verraten.', message: ({ categories }) => `${list(categories)}: Zusammengeführt kann das Überzeugungen, Gesundheit oder Orientierung verraten. Auf die Absicht kommt es nicht an.`, remedy: 'Einschätzen; weglassen oder sperren, was sich schließen lässt.' },
  'KID-01': {
    name: 'Kinder', condition: 'Kinder sind betroffen, und bei Einwilligung fehlt die Altersgrenze oder die Zustimmung der Eltern, bei berechtigten Interessen der Teil der Abwägung über Kinder; oder von Kindern entsteht ein Werbeprofil.',
    message: ({ problems }) => `Kinder sind betroffen, und ihr Schutz fehlt: ${list(problems, { ageThreshold: 'keine Altersgrenze je Land', parentalAuthorisation: 'keine Zustimmung der Eltern', assessment: 'die Abwägung sagt nichts zu Kindern', profile: 'von ihnen entsteht ein Werbeprofil' })}.`, remedy: 'Die Grenze je Land festlegen, Eltern handeln lassen, den Teil über Kinder schreiben.',
  },
  'ROL-01': { name: 'Rolle eines Empfängers', condition: 'Ein Empfänger hat keine Rolle oder, außerhalb der Organisation, keine juristische Person.', message: ({ recipient, missing }) => (has(missing, 'role') ? `${text(recipient)}: Auftragsverarbeiter, gemeinsam Verantwortlicher oder eigener Verantwortlicher?` : `${text(recipient)}: Welche juristische Person ist das?`), remedy: 'Nach den Tatsachen entscheiden und die Stelle benennen.' },
  'ROL-02': {
    name: 'Gemeinsam Verantwortliche', condition: 'Ein gemeinsam Verantwortlicher ohne Vereinbarung, ohne wer informiert und wer Rechte erfüllt, oder ohne veröffentlichtes Wesentliches.',
    message: ({ recipient, missing }) => `Gemeinsame Verantwortung mit ${text(recipient)} ohne eine Vereinbarung nach Artikel 26, die man lesen kann: ${list(missing, { reference: 'keine Vereinbarung', informing: 'nicht gesagt, wer informiert', rights: 'nicht gesagt, wer Rechte erfüllt', essenceUrl: 'das Wesentliche ist nicht veröffentlicht' })}.`, remedy: 'Unterzeichnen und das Wesentliche veröffentlichen.',
  },
  'ROL-03': {
    name: 'Auftragsverarbeitungsvertrag', condition: 'Ein Auftragsverarbeiter ohne Vertrag oder mit einem, dem ein Punkt des Art. 28 Abs. 3 Buchst. a bis h fehlt.',
    message: ({ recipient, items: lacking, missing }) => `Vertrag mit dem Auftragsverarbeiter ${text(recipient)} unvollständig: ${has(missing, 'reference') ? 'kein Vertrag ist festgehalten' : list(lacking, record.codes.contractItems)}.`, remedy: 'Den Vertrag vervollständigen.',
  },
  'ROL-04': { name: 'Auftragsverarbeiter für sich selbst', condition: 'Ein Empfänger heißt Auftragsverarbeiter und hat selbst etwas von den Daten.', message: ({ recipient }) => `${text(recipient)} heißt Auftragsverarbeiter, nutzt die Daten aber für sich. Dann ist er Verantwortlicher.`, remedy: 'Neu einordnen; Grundlage und Vereinbarung ergänzen.' },
  'ROL-05': {
    name: 'Empfänger mit Namen', condition: 'Ein Empfänger ist nur als Gruppe oder Klasse bekannt, oder nichts sagt, welche Daten er erhält.',
    message: ({ recipient, problems }) => (has(problems, 'sharedCategories') ? `Sagen Sie, welche Daten ${text(recipient)} erhält${has(problems, 'legalEntity') ? ' und wer das ist' : ''}.` : `Sagen Sie, wer ${text(recipient)} ist.`), remedy: 'Die Stellen aufführen und die Kategorien, die jede erhält.',
  },
  'TRF-01': {
    name: 'Übermittlung geschützt', condition: 'Ein Empfänger außerhalb des EWR (oder, für das Vereinigte Königreich, außerhalb davon) ohne Angemessenheitsbeschluss und ohne Garantie; oder ein geltender Hinweis schweigt von der Übermittlung.',
    message: ({ recipient, country, problem, notices }) => (text(problem) === 'notice' ? `Daten gehen nach ${text(country)} (${text(recipient)}), und ${list(notices)} sagt davon nichts.` : `Daten gehen nach ${text(country)} (${text(recipient)}) ohne festgehaltene Garantie.`), remedy: 'Die Garantie und den Ort einer Kopie festhalten und im Hinweis sagen.',
  },
  'TRF-02': {
    name: 'Folgenabschätzung der Übermittlung', condition: 'Eine Garantie nach Art. 46, deren Folgenabschätzung fehlt, negativ ist, ihre Überprüfung überschritten hat (unser Wert: 12 Monate) oder älter ist als eine gemeldete Änderung des Rechts.',
    message: ({ recipient, country, problem, months }) => `Keine aktuelle Folgenabschätzung der Übermittlung an ${text(recipient)}${text(country) === '' ? '' : ` (${text(country)})`}: ${list(problem, { missing: 'keine ist festgehalten', negative: 'ihr Ergebnis ist „nicht ausreichend“', review: `ihre Überprüfung ist überfällig (unser Wert: alle ${text(months)} Monate)`, law: 'das Recht dort hat sich seither geändert' })}.`, remedy: 'Durchführen, zusätzliche Maßnahmen treffen oder aufhören.',
  },
  'TRF-03': {
    name: 'Grenzen einer Garantie', condition: 'Privacy Shield; das Data Privacy Framework ohne Nachsehen des Empfängers in der Liste seit 12 Monaten (unser Wert); Ausnahmen des Art. 49 für mehrere Empfänger; zwingende Interessen ohne die Aufzeichnung nach Art. 49 Abs. 6.',
    message: ({ recipient, problems, months, n }) => `Die Garantie für ${text(recipient)} ist veraltet oder überdehnt: ${list(problems, { shield: 'Privacy Shield gilt nicht mehr', list: `der Empfänger wurde seit ${text(months)} Monaten nicht nachgesehen`, repeated: `Ausnahmen des Art. 49 gelten für ${count(n)} Empfänger`, record: 'keine Aufzeichnung nach Art. 49 Abs. 6' })}.`, remedy: 'Neu prüfen oder die Garantie wechseln.',
  },
  'RET-01': {
    name: 'Speicherdauer', condition: 'Eine Datenkategorie hat weder Frist noch Kriterium, oder nur „so lange wie nötig“ oder „wie gesetzlich vorgeschrieben“.',
    message: ({ category, text: given }) => `Keine Speicherdauer und kein prüfbares Kriterium für ${text(category)}${text(given) === '' ? '' : `: „${text(given)}“`}.`, remedy: 'Eine Frist oder ein prüfbares Kriterium je Kategorie.',
  },
  'TRN-01': {
    name: 'Daten mit Zwecken verknüpft', condition: 'Eine Datenkategorie ist keinem Zweck mit Grundlage zugeordnet, oder ein Zweck mit Grundlage hat keine Kategorie.',
    message: ({ problem, categories }) => (text(problem) === 'data' ? 'Eine Grundlage wird beansprucht, und keine Datenkategorie ist ihr zugeordnet.' : `${list(categories)}: weitergegeben, aber kein Zweck${text(problem) === 'basis' ? ' mit Grundlage' : ''} beansprucht das. Wegen dieser fehlenden Verknüpfung erhielt WhatsApp eine Geldbuße.`), remedy: 'Die Matrix vervollständigen.',
  },
  'TRN-02': { name: 'Verzeichnis und Hinweis stimmen überein', condition: 'Zweck, Grundlage, Interesse, Kategorien oder Empfänger im Verzeichnis weichen von der mit einem geltenden Hinweis festgehaltenen Tabelle ab.', message: ({ notice, jurisdiction, n }) => `Verzeichnis und Hinweis ${text(notice)}/${place(jurisdiction)} weichen in ${isOne(n) ? '1 Zeile' : `${count(n)} Zeilen`} voneinander ab.`, remedy: 'Eine neue Fassung veröffentlichen oder die Zeile berichtigen.' },
  'TRN-03': {
    name: 'Angaben des Hinweises', condition: 'Einem geltenden Hinweis fehlt für den Zweck eine Angabe der Art. 13 und 14, er spricht davon in zwei Texten desselben Tages, oder eine Sprache fehlt, in der Personen angesprochen werden. Blockierend bei Angaben des Art. 13 Abs. 1.',
    message: ({ notice, items: lacking }) => `Dem Hinweis ${text(notice)} fehlt: ${list(itemNames(Array.isArray(lacking) ? lacking : []))}.`, remedy: 'Den Hinweis vervollständigen.',
  },
  'DPI-01': {
    name: 'Datenschutz-Folgenabschätzung', condition: 'Nicht auf ein hohes Risiko geprüft; zwei oder mehr Kriterien oder die Entscheidung, dass sie nötig ist, und keine Folgenabschätzung; kein Rat der datenschutzbeauftragten Person; oder ein hohes Restrisiko ohne Konsultation.',
    message: ({ problems, criteria }) => `Folgenabschätzung: ${list(problems, { screening: 'niemand hat auf ein hohes Risiko geprüft', assessment: `Anzeichen eines hohen Risikos${text(criteria) === '' ? '' : ` (${list(criteria, record.codes.riskCriteria)})`} ohne Folgenabschätzung`, advice: 'der Rat der datenschutzbeauftragten Person fehlt', consultation: 'das Restrisiko ist hoch, und die Behörde wurde nicht konsultiert' })}.`,
    remedy: 'Prüfen, abschätzen, den Rat einholen, konsultieren.',
  },
  'ADM-01': {
    name: 'Automatisierte Entscheidungen', condition: 'Eine allein automatisierte erhebliche Entscheidung ohne eine Erlaubnis des Art. 22 Abs. 2 oder ohne Erläuterung ihrer Logik; im Vereinigten Königreich ohne die Schutzmaßnahmen der Art. 22A bis 22D.',
    message: ({ problems, law: which }) => `Automatisierte Entscheidung ${text(which) === 'gb' ? 'ohne die Schutzmaßnahmen des Vereinigten Königreichs' : list(problems, { gate: 'ohne eine Erlaubnis des Art. 22 Abs. 2', logic: 'ohne Erläuterung' })}.`, remedy: 'Die Erlaubnis, das Eingreifen einer Person und den Text ergänzen.',
  },
  'EPR-01': {
    name: 'Zugriff auf Geräte', condition: 'Informationen auf dem Gerät werden ohne vorherige Einwilligung gelesen oder gespeichert, ohne eine Ausnahme, die überall gilt.',
    message: ({ problem, jurisdictions }) => (text(problem) === 'uk_only' ? `Informationen auf dem Gerät werden ohne Einwilligung in ${list(jurisdictions, law.places)} gelesen, wo die Ausnahme des Vereinigten Königreichs nicht gilt.` : 'Informationen auf dem Gerät werden ohne Einwilligung nach der ePrivacy-Richtlinie gelesen.'), remedy: 'Eine Einwilligung einholen oder die Ausnahme dokumentieren.',
  },
} satisfies Record<string, RuleWords>;
