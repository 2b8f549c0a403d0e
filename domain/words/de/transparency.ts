/** Wörter der Transparenztabelle, der Matrix und der Abdeckung eines Hinweises. */
export const transparency = {
  title: 'Transparenztabelle', lead: 'Was ein Datenschutzhinweis seinen Leserinnen und Lesern an einer Stelle schuldet, aus dem Verzeichnis erzeugt. Lücken werden benannt, nicht gefüllt.', link: 'Transparenztabelle',
  jurisdiction: 'Region oder Rechtsraum', show: 'Zeigen', caption: (jurisdiction: string) => `Transparenztabelle: ${jurisdiction}`, none: 'Kein Zweck des Verzeichnisses nennt diesen Rechtsraum.', choose: 'Wählen Sie zuerst eine Region.',
  columns: { why: 'Warum und wie wir verarbeiten', basis: 'Rechtsgrundlage', interest: 'Berechtigtes Interesse und wessen', data: 'Verwendete Datenkategorien', recipients: 'Empfänger und was jeder erhält', transfer: 'Drittland und Garantien', storage: 'Speicherdauer oder Kriterien', mandatory: 'Müssen Sie die Daten bereitstellen? Folgen, wenn nicht', choices: 'Wie Sie widersprechen oder widerrufen' },
  holes: {
    why: 'Nicht gesagt, warum.', basis: 'Keine Grundlage ist angegeben.', interest: 'Das Interesse ist nicht benannt.', holder: 'Nicht gesagt, wessen Interesse.', data: 'Keine Datenkategorie ist genannt.', unlinked: 'Nicht gesagt, welche davon diesem Zweck dienen.', recipients: 'Kein Empfänger ist genannt, auch nicht, dass es keinen gibt.',
    receives: 'Nicht gesagt, was jeder erhält.', transfer: 'Nicht gesagt, ob Daten das Gebiet verlassen und wie sie geschützt sind.', storage: 'Keine Speicherdauer für alle davon.', mandatory: 'Nicht gesagt, ob man es angeben muss und was sonst folgt.', object: 'Nicht gesagt, wie man widerspricht.', withdraw: 'Nicht gesagt, wie man widerruft.',
  },
  parties: 'Wer verantwortlich ist', explains: 'Was ein Datenschutzhinweis seinen Lesern in diesem Rechtsraum schuldet, aus dem Verzeichnis erzeugt (Artikel 13 und 14 DSGVO). Was fehlt, ist als Lücke benannt, nicht gefüllt.', rightsOf: (articles: string) => `Bei den oben genannten Rechtsgrundlagen stehen den Personen diese Rechte zu: ${articles}.`,
  hole: 'Lücke', holesFound: (n: string) => `In der Tabelle benannte Lücken: ${n}.`, controller: 'Verantwortlicher', officer: 'Datenschutzbeauftragter', representative: 'Vertreter', notNamed: 'Nicht genannt.', rights: 'Ihre Rechte', complaint: 'Sie können sich bei einer Aufsichtsbehörde beschweren (Art. 77).',
  download: { html: 'HTML', docx: 'DOCX', pdf: 'PDF' }, downloads: 'Diese Tabelle herunterladen',
  keep: { title: 'Mit einem Hinweis festhalten', notice: 'Hinweis', submit: 'Diese Tabelle festhalten', done: 'Die Tabelle ist festgehalten.', kept: 'Festgehaltene Tabellen', none: 'Noch ist keine Tabelle festgehalten.', by: (name: string, instant: string, digest: string) => `${instant}, ${name}, SHA-256 ${digest}` },
  matrix: {
    title: 'Matrix', lead: 'Welcher Zweck welche Daten auf welcher Grundlage nutzt, und was nach beiden Seiten verwaist ist.', link: 'Matrix', caption: 'Zwecke nach Datenkategorie', purpose: 'Zweck', unlinked: '?', unlinkedMeans: '? heißt: genannt, aber die Quelle ordnet es diesem Zweck nicht zu.', all: 'Alle Rechtsräume',
    orphanCategories: 'Weitergegeben, aber kein Zweck mit Grundlage beansprucht es', withoutData: 'Zwecke, denen keine Datenkategorie zugeordnet ist', withoutBasis: 'Zwecke ohne Grundlage', none: 'Keine.', noBasis: 'keine Grundlage',
  },
  coverage: {
    title: 'Abdeckung', lead: 'Welche Textstelle eines Hinweises von welchem Zweck spricht.', link: 'Abdeckung', notice: 'Hinweis', passages: 'Textstellen', linked: 'Spricht von', unlinked: 'Spricht von keinem Zweck', purpose: 'Zweck', submit: 'Verknüpfen', unlink: 'Lösen', linkOf: (n: number) => `Textstelle ${n} verknüpfen`, uncovered: 'Zwecke, von denen keine Textstelle spricht', notLink: 'Abbrechen', uncoveredOf: (n: string, all: string) => `${n} von ${all} Zwecken des Verzeichnisses.`, uncoveredPassages: 'Textstellen, die von keinem Zweck sprechen',
    all: 'Jeder Zweck hat eine Textstelle.', noText: 'Der Text dieses Hinweises liegt hier nicht.', choose: 'Zweck wählen', passage: (n: number) => `Textstelle ${n}`,
  },
};
