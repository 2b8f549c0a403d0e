/** Wörter für Einfuhr und Ausfuhr des Verzeichnisses. */
export const exchange = {
  import: {
    title: 'Einfuhr', lead: 'JSON einer anderen Installation, eine Arbeitsmappe oder CSV, ein Fides-Manifest oder eine Arbeitsmappe von CISO Assistant. Erst sehen Sie Zeile für Zeile, was geschähe; dann wird alles gespeichert oder nichts.',
    file: 'Datei', fileHint: 'JSON, XLSX, CSV oder YAML, hier höchstens 4 MB; größere Dateien mit „register import“ auf der Kommandozeile.', reason: 'Grund', reasonHint: 'Er steht im Verlauf jedes Eintrags.',
    preview: 'Zeigen, was geschähe', submit: 'Alles einführen', changed: 'Die Datei oder das Verzeichnis hat sich seit der Vorschau geändert. Sehen Sie noch einmal nach.', link: 'Einfuhr',
    does: { create: 'neu', change: 'geändert', same: 'unverändert', refuse: 'abgelehnt' }, summary: 'Was geschähe', entries: 'Einträge', problems: 'Falsche Zellen', homeless: 'Felder ohne Platz', wrong: (n: string) => `${n} Zellen sind falsch. Erst wenn sie richtig sind, kann gespeichert werden.`,
    ready: 'Nichts ist falsch. Noch ist nichts gespeichert.', nothing: 'Das Verzeichnis bliebe, wie es ist.', first: (n: string) => `Gezeigt werden die ersten ${n}.`, stored: (created: string, revised: string) => `Gespeichert: ${created} neu, ${revised} geändert.`,
    columns: { key: 'Schlüssel', title: 'Titel', does: 'Würde', changes: 'Änderungen', sheet: 'Blatt', row: 'Zeile', column: 'Spalte', problem: 'Was falsch ist', written: 'Geschrieben', nearest: 'Meinten Sie' },
  },
  export: {
    title: 'Ausfuhr', link: 'Ausfuhr', lead: 'Das Verzeichnis als Datei, wie es steht oder stand.', asOf: 'Stand', format: 'Format', layout: 'Fassung', submit: 'Herunterladen',
    formats: { json: 'JSON, ohne Verlust', jsonld: 'JSON-LD in Begriffen des DPV', csv: 'CSV', xlsx: 'XLSX-Arbeitsmappe' }, layouts: { full: 'Alles', ico: 'Vorlagen der ICO', cnil: 'Vereinfachtes Verzeichnis der CNIL' },
    note: 'JSON und JSON-LD enthalten immer alles. Wer was freigegeben hat, reist nicht mit: eingeführte Einträge sind Entwürfe.',
  },
  problems: {
    yes_or_no: 'Sagen Sie ja oder nein.', no_entry: 'Kein Eintrag hat diesen Schlüssel.', taken: 'Es gibt einen Eintrag mit diesem Schlüssel.', file_form: 'Diese Datei lässt sich nicht lesen.', file_size: 'Die Datei ist leer oder zu groß.',
  },
};
