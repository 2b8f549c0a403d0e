/** Wörter der Prüfung eines Eintrags: wer entscheidet, was angemerkt wurde, was zu tun ist. */
export const workflow = {
  title: 'Prüfung',
  standing: (status: string) => `Diese Fassung steht auf: ${status}.`,
  inForce: (version: number) => `Fassung ${version} ist freigegeben und gilt.`,
  inForceShow: 'Geltende Fassung zeigen',
  noneInForce: 'Noch ist keine Fassung freigegeben.',
  waitsFor: (name: string) => `Sie wartet auf ${name}.`,
  waitsUntil: (name: string, day: string) => `Sie wartet auf ${name}, bis ${day}.`,
  ownWork: 'Die verfassende Person hat über ihre eigene Arbeit entschieden. Grund:',
  steps: 'Was geschehen ist',
  step: { submitted: 'Zur Prüfung gegeben', changes_requested: 'Änderungen erbeten', approved: 'Freigegeben', ended: 'Beendet' },
  stepOf: (step: string, version: number) => `${step}, Fassung ${version}`,
  by: (name: string, instant: string) => `${name}, ${instant}`,
  to: (name: string) => `an ${name}`,
  effective: (instant: string) => `ab ${instant}`,
  noSteps: 'Mit diesem Eintrag ist noch nichts geschehen.',
  submit: { title: 'Zur Prüfung geben', reviewer: 'Prüfende Person', choose: 'Person wählen', reviewBy: 'Zu entscheiden bis', reason: 'Hinweis für die Prüfung', submit: 'Zur Prüfung geben', done: 'Zur Prüfung gegeben.' },
  decide: { title: 'Ihre Entscheidung', reason: 'Grund', reasonHint: 'Nötig, wenn Sie um Änderungen bitten oder über Ihre eigene Arbeit entscheiden.', approve: 'Freigeben', request: 'Um Änderungen bitten', decision: 'Entscheidung', submit: 'Entscheidung festhalten', done: 'Die Entscheidung ist festgehalten.' },
  end: { title: 'Diesen Eintrag beenden', note: 'Er verlässt das Verzeichnis von da an und bleibt in seinem Verlauf. Eine weitere Fassung öffnet ihn wieder.', reason: 'Grund', submit: 'Eintrag beenden', done: 'Der Eintrag ist beendet.' },
  remarks: {
    title: 'Anmerkungen', none: 'Nichts wurde angemerkt.', about: (field: string, version: number) => `${field}, Fassung ${version}`, whole: 'Der ganze Eintrag', field: 'Wozu', text: 'Anmerkung', submit: 'Anmerkung hinzufügen', added: 'Die Anmerkung ist hinzugefügt.',
    answer: 'Antwort', answerSubmit: 'Antwort hinzufügen', settle: 'Erledigen', settleText: 'Letztes Wort (freiwillig)', settled: 'Erledigt', open: (n: string) => `${n} offen`, answerTo: (n: number) => `Anmerkung ${n} beantworten oder erledigen`,
  },
  queue: {
    title: 'Prüfliste', lead: 'Was auf eine Entscheidung wartet und was fällig ist.', mine: 'Wartet auf Sie', others: 'Wartet auf andere', changes: 'Änderungen wurden erbeten', due: 'Prüfung ist fällig', none: 'Hier wartet nichts.',
    columns: { key: 'Schlüssel', title: 'Zweck', reviewer: 'Prüfende Person', by: 'Zu entscheiden bis', due: 'Prüfung fällig', owner: 'Zuständig' }, link: 'Prüfliste', overdue: 'überfällig',
  },
  settings: {
    title: 'Verzeichnis', summary: 'Ob jemand über die eigene Arbeit entscheiden darf.', lead: 'Über eine Fassung entscheidet eine datenschutzbeauftragte Person, die sie nicht verfasst hat, oder die Rechtsabteilung, wenn die datenschutzbeauftragte Person sie verfasst hat. Hält eine Person beide Ämter, lässt sich das erlauben; jede solche Entscheidung braucht dann einen Grund, der im Verzeichnis gedruckt wird.',
    allowed: 'Wer eine Fassung verfasst hat, darf mit einem Grund über sie entscheiden.', notAllowed: 'Wer eine Fassung verfasst hat, darf nicht über sie entscheiden.', label: 'Verfassende dürfen über die eigene Arbeit entscheiden', reason: 'Grund dieser Änderung', submit: 'Einstellung speichern', done: 'Die Einstellung ist gespeichert.',
  },
  bulk: {
    title: 'Mehrere Einträge bearbeiten', lead: (n: string) => `${n} Einträge sind gewählt. Jeder bekommt eine nächste Fassung, die ein Entwurf ist.`, chosen: 'Gewählte Einträge', choose: 'Wählen', selected: 'Gewählte Einträge bearbeiten', none: 'Wählen Sie zuerst mindestens einen Eintrag im Verzeichnis.',
    keep: 'Ein leeres Feld bleibt, wie es ist.', check: 'Änderungen prüfen', checkTitle: 'Vor dem Speichern prüfen', answers: 'Was sich ändert', change: 'Etwas ändern', submit: 'Alle speichern', field: 'Feld', before: 'Jetzt', after: 'Dann', nothing: 'Füllen Sie mindestens ein Feld aus.',
  },
  errors: {
    reviewer_role: 'Dies muss eine datenschutzbeauftragte Person prüfen; die Rechtsabteilung darf es, wenn jene es verfasst hat.', reviewer_is_author: 'Wer seit der geltenden Fassung eine Fassung verfasst hat, kann nicht prüfen. Die Einstellungen des Verzeichnisses können es erlauben.', reason_needed: 'Sagen Sie, warum Sie über Ihre eigene Arbeit entscheiden.',
    too_many_rows: 'Wählen Sie höchstens 500 Einträge.', basis_twice: 'Dieselbe Grundlage steht hier zweimal. Sagen Sie, wann welche gilt.', number_form: 'Geben Sie eine ganze Zahl ein.', instant_form: 'Geben Sie einen Tag ein.',
  },
  refusals: {
    not_a_draft: 'Diese Fassung ist kein Entwurf mehr. Sehen Sie noch einmal nach.', not_in_review: 'Diese Fassung ist nicht mehr in Prüfung. Sehen Sie noch einmal nach.', ended_already: 'Dieser Eintrag ist schon beendet.', version_conflict: 'Inzwischen wurde eine andere Fassung gespeichert. Sehen Sie noch einmal nach.',
  },
};
