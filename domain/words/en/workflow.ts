/** Words of reviewing an entry: who decides, what was remarked, what is to do. */
export const workflow = {
  title: 'Review',
  standing: (status: string) => `This version stands at: ${status}.`,
  inForce: (version: number) => `Version ${version} is approved and in force.`,
  inForceShow: 'Show the version in force',
  noneInForce: 'No version is approved yet.',
  waitsFor: (name: string) => `It waits for ${name}.`,
  waitsUntil: (name: string, day: string) => `It waits for ${name}, until ${day}.`,
  ownWork: 'The author decided on their own work. Reason:',
  steps: 'What happened',
  step: { submitted: 'Sent for review', changes_requested: 'Changes requested', approved: 'Approved', ended: 'Ended' },
  stepOf: (step: string, version: number) => `${step}, version ${version}`,
  by: (name: string, instant: string) => `${name}, ${instant}`,
  to: (name: string) => `to ${name}`,
  effective: (instant: string) => `from ${instant}`,
  noSteps: 'Nothing has happened to this entry yet.',
  submit: { title: 'Send for review', reviewer: 'Reviewer', choose: 'Choose a person', reviewBy: 'To be decided by', reason: 'Note to the reviewer', submit: 'Send for review', done: 'Sent for review.' },
  decide: { title: 'Your decision', reason: 'Reason', reasonHint: 'Needed when you ask for changes, and when you decide on your own work.', approve: 'Approve', request: 'Ask for changes', decision: 'Decision', submit: 'Record the decision', done: 'The decision is recorded.' },
  end: { title: 'End this entry', note: 'It leaves the register from then on and stays in its history. Saving one more version reopens it.', reason: 'Reason', submit: 'End the entry', done: 'The entry has ended.' },
  remarks: {
    title: 'Remarks', none: 'Nothing was remarked.', about: (field: string, version: number) => `${field}, version ${version}`, whole: 'The whole entry', field: 'About', text: 'Remark', submit: 'Add the remark', added: 'The remark is added.',
    answer: 'Answer', answerSubmit: 'Add the answer', settle: 'Settle', settleText: 'Last word (optional)', settled: 'Settled', open: (n: string) => `${n} open`, answerTo: (n: number) => `Answer or settle remark ${n}`,
  },
  queue: {
    title: 'Review queue', lead: 'What waits for a decision, and what is due.', mine: 'Waiting for you', others: 'Waiting for others', changes: 'Changes were asked for', due: 'Review is due', none: 'Nothing waits here.',
    columns: { key: 'Key', title: 'Purpose', reviewer: 'Reviewer', by: 'To be decided by', due: 'Review due', owner: 'Owner' }, link: 'Review queue', overdue: 'overdue',
  },
  settings: {
    title: 'Register', summary: 'Whether an author may decide on their own work.', lead: 'A version is decided on by a DPO who did not write it, or by legal where a DPO wrote it. Where one person holds both offices, this can be allowed; every such decision then needs a reason, which is printed in the record.',
    allowed: 'An author may decide on their own work, with a reason.', notAllowed: 'An author may not decide on their own work.', label: 'Authors may decide on their own work', reason: 'Reason for this change', submit: 'Save the setting', done: 'The setting is saved.',
  },
  bulk: {
    title: 'Edit several entries', lead: (n: string) => `${n} entries are chosen. Each gets a next version, which is a draft.`, chosen: 'Chosen entries', choose: 'Choose', selected: 'Edit the chosen entries', none: 'Choose at least one entry in the register first.',
    keep: 'Leave a field empty to leave it as it is.', check: 'Check the changes', checkTitle: 'Check before saving', answers: 'What will change', change: 'Change something', submit: 'Save all of them', field: 'Field', before: 'Now', after: 'Then', nothing: 'Fill in at least one field.',
  },
  errors: {
    reviewer_role: 'A DPO has to review this; legal may where a DPO wrote it.', reviewer_is_author: 'Whoever wrote a version since the one in force cannot review it. The register’s settings can allow it.', reason_needed: 'Say why you decide on your own work.',
    too_many_rows: 'Choose at most 500 entries.', basis_twice: 'The same basis stands here twice. Say when each applies.', number_form: 'Enter a whole number.', instant_form: 'Enter a day.',
  },
  refusals: {
    not_a_draft: 'This version is not a draft any more. Look at it again.', not_in_review: 'This version is not in review any more. Look at it again.', ended_already: 'This entry has ended already.', version_conflict: 'Another version was saved in the meantime. Look at it again.',
  },
};
