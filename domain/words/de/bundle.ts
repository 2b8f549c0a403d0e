/** Das README jedes Berichtspakets: schlichter Text für alle, die das ZIP ohne uns bekommen. */
export const bundle = {
  readme: `Was das ist
===========

Ein Bericht aus Noticeboard mit dem Beweis, dass er vollständig und unverändert ist und in das
Protokoll der Stelle aufgenommen wurde, die ihn erstellt hat. Zum Prüfen brauchen Sie weder
diese Stelle noch ein Netz.

  manifest.json   woraus der Bericht gemacht wurde, und der SHA-256-Wert jeder Datei
  attest/         der Eintrag des Protokolls, der das Manifest nennt, der Beweis, dass er im
                  Protokoll steht, der signierte Stand des Protokolls und was später hinzukam:
                  Unterschriften, Zeitstempel
  verify.mjs      das Programm, das all das prüft; es braucht Node.js ab Version 18, sonst nichts

So wird geprüft
===============

  node verify.mjs bericht.zip

Auch das Programm kann gefälscht sein. Nehmen Sie es aus einer Fassung von Noticeboard, der Sie
vertrauen, oder das zweite, in Python geschriebene, das daneben liegt (docs/verify/verify.py).

Es endet mit einem Satz (auf Englisch) und mit einem Wert für Programme:

  0  gültig: vollständig, unverändert, im Protokoll
  1  nicht gültig: der Satz sagt, was nicht stimmt
  2  falsch aufgerufen
  3  nicht zu beurteilen: etwas fehlt, oder der Schlüssel ist Ihnen nicht bekannt

Was den Beweis stark macht
==========================

  --vkey KEY      der Schlüssel des Protokolls, den Sie anderswoher haben müssen: von der
                  Website der Stelle, aus ihrer Datenschutzerklärung, aus einem Brief. Ohne ihn
                  beweist das Paket nur sich selbst.
  --since ALT     ein Bericht derselben Stelle, den Sie schon länger haben. Er zeigt, dass das
                  Protokoll seither nicht neu geschrieben wurde. Heben Sie alte Berichte auf.
  --disclosures F Ereignisse, die Ihnen offengelegt wurden, eines je Zeile: Jedes wird gegen das
                  Protokoll geprüft, ohne die Ereignisse anderer.
  --recount       wenn alle Ereignisse einer Kampagne offengelegt sind: zählt neu, was der
                  Bericht sagt.

Was es nicht beweist
====================

Dass wahr war, was eingetragen wurde. Es beweist, dass es damals eingetragen wurde, von wem,
und dass es seither nicht geändert wurde.
`,
  name: 'Der Bericht mit seinem Beweis',
  hint: 'Ein ZIP mit allen Dateien, dem Manifest, dem Beweis aus dem Protokoll und dem Programm, das sie offline prüft.',
  waiting: 'Das ZIP mit dem Beweis ist da, sobald das Protokoll das Manifest veröffentlicht hat: binnen einer Minute.',
  download: (name: string) => `${name} herunterladen`,
};
