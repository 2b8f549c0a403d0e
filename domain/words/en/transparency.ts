/** Words of the transparency table, the matrix and the coverage of a notice. */
export const transparency = {
  title: 'Transparency table', lead: 'What a privacy notice owes its readers in one place, generated from the register. Holes are named, not filled.', link: 'Transparency table',
  jurisdiction: 'Region or jurisdiction', show: 'Show', caption: (jurisdiction: string) => `Transparency table: ${jurisdiction}`, none: 'No purpose of the register names this jurisdiction.', choose: 'Choose a region first.',
  columns: { why: 'Why and how we process', basis: 'Lawful basis', interest: 'Legitimate interest and whose', data: 'Data categories used', recipients: 'Recipients and what each receives', transfer: 'Third country and safeguard', storage: 'Storage period or criteria', mandatory: 'Must you provide it? Consequence of refusing', choices: 'How to object or withdraw' },
  holes: {
    why: 'Not said why.', basis: 'No basis is stated.', interest: 'The interest is not named.', holder: 'Not said whose interest it is.', data: 'No data category is named.', unlinked: 'Not said which of these serve this purpose.', recipients: 'No recipient is named, nor that there is none.',
    receives: 'Not said what each receives.', transfer: 'Not said whether data leave the area, nor how they are safeguarded.', storage: 'No storage period for all of these.', mandatory: 'Not said whether people must provide it, nor what follows if they refuse.', object: 'Not said how to object.', withdraw: 'Not said how to withdraw.',
  },
  parties: 'Who is responsible', explains: 'What a privacy notice owes its readers in this jurisdiction, generated from the register (Articles 13 and 14 GDPR). What is missing is named as a hole, not filled.', rightsOf: (articles: string) => `On the bases named above people have the rights of: ${articles}.`,
  hole: 'Hole', holesFound: (n: string) => `Holes named in the table: ${n}.`, controller: 'Controller', officer: 'Data protection officer', representative: 'Representative', notNamed: 'Not named.', rights: 'Your rights', complaint: 'You may complain to a supervisory authority (Art 77).',
  download: { html: 'HTML', docx: 'DOCX', pdf: 'PDF' }, downloads: 'Download this table',
  keep: { title: 'Keep it with a notice', notice: 'Notice', submit: 'Keep this table', done: 'The table is kept.', kept: 'Kept tables', none: 'No table is kept yet.', by: (name: string, instant: string, digest: string) => `${instant}, ${name}, SHA-256 ${digest}` },
  matrix: {
    title: 'Matrix', lead: 'Which purpose uses which data on which basis, and what is orphaned either way.', link: 'Matrix', caption: 'Purposes by data category', purpose: 'Purpose', unlinked: '?', unlinkedMeans: '? means: named, but the source does not link it to this purpose.', all: 'All jurisdictions',
    orphanCategories: 'Shared, but no purpose with a basis claims it', withoutData: 'Purposes no data category is linked to', withoutBasis: 'Purposes without a basis', none: 'None.', noBasis: 'no basis',
  },
  coverage: {
    title: 'Coverage', lead: 'Which passage of a notice speaks of which purpose.', link: 'Coverage', notice: 'Notice', passages: 'Passages', linked: 'Speaks of', unlinked: 'Speaks of no purpose', purpose: 'Purpose', submit: 'Link', unlink: 'Unlink', linkOf: (n: number) => `Link passage ${n}`, uncovered: 'Purposes no passage speaks of', notLink: 'Cancel', uncoveredOf: (n: string, all: string) => `${n} of ${all} purposes in the register.`, uncoveredPassages: 'Passages that speak of no purpose',
    all: 'Every purpose has a passage.', noText: 'The text of this notice is not kept here.', choose: 'Choose a purpose', passage: (n: number) => `Passage ${n}`,
  },
};
