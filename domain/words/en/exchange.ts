/** Words of taking a register in and giving it out. */
export const exchange = {
  import: {
    title: 'Import', lead: 'JSON of another installation, a workbook or CSV, a Fides manifest, or a workbook of CISO Assistant. First you see what would happen, row by row; then all of it is stored, or nothing.',
    file: 'File', fileHint: 'JSON, XLSX, CSV or YAML, at most 4 MB here; larger files with “register import” on the command line.', reason: 'Reason', reasonHint: 'It stands in the history of every entry.',
    preview: 'Show what would happen', submit: 'Import all of it', changed: 'The file or the register changed since the preview. Look at it again.', link: 'Import',
    does: { create: 'new', change: 'changed', same: 'unchanged', refuse: 'refused' }, summary: 'What would happen', entries: 'Entries', problems: 'Wrong cells', homeless: 'Fields without a home', wrong: (n: string) => `${n} cells are wrong. Nothing can be stored until they are right.`,
    ready: 'Nothing is wrong. Nothing is stored yet.', nothing: 'The register would stay as it is.', first: (n: string) => `The first ${n} are shown.`, stored: (created: string, revised: string) => `Stored: ${created} new, ${revised} changed.`,
    columns: { key: 'Key', title: 'Title', does: 'Would be', changes: 'Changes', sheet: 'Sheet', row: 'Row', column: 'Column', problem: 'What is wrong', written: 'Written', nearest: 'Did you mean' },
  },
  export: {
    title: 'Export', link: 'Export', lead: 'The register as a file, as it stands or as it stood.', asOf: 'As of', format: 'Format', layout: 'Layout', submit: 'Download',
    formats: { json: 'JSON, without loss', jsonld: 'JSON-LD in DPV terms', csv: 'CSV', xlsx: 'XLSX workbook' }, layouts: { full: 'Everything', ico: 'ICO templates', cnil: 'CNIL simplified register' },
    note: 'JSON and JSON-LD always hold everything. Who approved what does not travel: imported entries are drafts.',
  },
  problems: {
    yes_or_no: 'Say yes or no.', no_entry: 'No entry has this key.', taken: 'There is an entry with this key.', file_form: 'This file cannot be read.', file_size: 'The file is empty or too large.',
  },
};
