// @ts-check
// The only file that loads the Typst compiler, and only in a process of its own: its memory grows with every run and
// it blocks its thread (see docs on report formats). Plain JavaScript, so that any Node the product supports starts it without a loader.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/**
 * @typedef {{ files: Record<string, Uint8Array | string>, fonts: string[], created: number, workspace: string | null }} Request
 * @typedef {{ pdf: Uint8Array } | { problems: string[] }} Reply
 */

/** Where nothing lies: every file the template may open is mapped in memory, but for those in a folder of this run. */
const nowhere = '/noticeboard-report';

/** @type {(request: Request) => Reply} */
function compile({ files, fonts, created, workspace: folder }) {
  const workspace = folder ?? nowhere;
  const require = createRequire(import.meta.url);
  const fontBlobs = fonts.map((font) => readFileSync(require.resolve(font)));
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] });
  for (const [path, content] of Object.entries(files)) {
    compiler.mapShadow(`${workspace}/${path}`, typeof content === 'string' ? Buffer.from(content) : Buffer.from(content.buffer, content.byteOffset, content.byteLength));
    delete files[path]; // The compiler has its own copy.
  }
  const main = { mainFilePath: `${workspace}/main.typ` };
  const compiled = compiler.compile(main);
  const error = compiled.takeError();
  const document = compiled.result;
  if (error || !document) return { problems: messages(error?.shortDiagnostics ?? ['the compiler gave no document']) };
  const warnings = compiled.takeWarnings();
  if (warnings) process.stderr.write(`${messages(warnings.shortDiagnostics).join('\n')}\n`);
  // Exported twice: the first export only checks, because Typst 0.14 enforces one standard at a time.
  compiler.pdf(document, { pdfStandard: 'ua-1', pdfTags: true, creationTimestamp: created });
  return { pdf: compiler.pdf(document, { pdfStandard: 'a-3a', pdfTags: true, creationTimestamp: created }) };
}

/** @type {(diagnostics: unknown[]) => string[]} */
function messages(diagnostics) {
  return diagnostics.map((diagnostic) => {
    const message = Object(diagnostic).message;
    return typeof message === 'string' ? message : JSON.stringify(diagnostic);
  });
}

/**
 * The exporter throws its diagnostics in Rust's debug format; a reader needs their messages.
 * @type {(text: string) => string[]}
 */
function readable(text) {
  const found = [...text.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map((match) => (match[1] ?? '').replace(/\\(["\\])/g, '$1'));
  return found.length > 0 ? [...new Set(found)] : [text];
}

process.once('message', (request) => {
  /** @type {Reply} */
  let reply;
  try {
    reply = compile(/** @type {Request} */ (request));
  } catch (error) {
    reply = { problems: readable(error instanceof Error ? error.message : String(error)) };
  }
  process.send?.(reply, undefined, undefined, () => process.disconnect());
});
