/** The README of every report bundle. Plain text, for whoever gets the ZIP without us. */
export const bundle = {
  readme: `What this is
============

A report made by Noticeboard, with the proof that it is whole, unchanged and was entered in
the log of the organisation that made it. You need neither the organisation nor a network to
check it.

  manifest.json   what the report was made of, and the SHA-256 of every file
  attest/         the entry of the log that names the manifest, the proof that it is in the
                  log, the signed head of the log, and whatever was added later: signatures,
                  time stamps
  verify.mjs      the program that checks all this; needs Node.js 18 or newer and nothing else

How to check it
===============

  node verify.mjs report.zip

A forger can forge the program, too. Take it from a copy of Noticeboard that you trust, or use
the second one, written in Python, that is kept beside it (docs/verify/verify.py).

It ends with one sentence, and with a code for programs:

  0  valid: whole, unchanged, in the log
  1  not valid: the sentence says what does not fit
  2  wrong usage
  3  cannot be judged: something is missing, or the key is not one you know

What makes the proof strong
===========================

  --vkey KEY      the key of the log, which you must have from elsewhere: the organisation's
                  website, its privacy notice, a letter. Without it the bundle only proves
                  itself.
  --since OLD     a report of the same organisation that you have had for a while. It shows
                  that the log was not written anew since. Keep old reports for this.
  --disclosures F events that were disclosed to you, one a line: each is checked against the
                  log, without the events of anybody else.
  --recount       with all events of a campaign disclosed: counts anew what the report says.

What it does not prove
======================

That what was entered was true when it was entered. It proves that it was entered then, by
whom, and was not changed since.
`,
  name: 'The report with its proof',
  hint: 'A ZIP with all files, the manifest, the proof from the log and the program that checks them offline.',
  waiting: 'The ZIP with the proof is there as soon as the log has published the manifest: within a minute.',
  download: (name: string) => `Download ${name}`,
};
