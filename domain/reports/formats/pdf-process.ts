import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { withWorkspace } from './pdf-workspace';

export type PdfRequest = {
  /** Files the template may open, by name; `main.typ` is the template. */
  files: Record<string, Uint8Array | string>;
  /** More of them, which may weigh a hundred megabytes: the compiler reads them from a folder of this run, so that no process holds a copy to hand it over. */
  large?: Record<string, AsyncIterable<Uint8Array>>;
  /** TTF files as module paths, e.g. `@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf`. */
  fonts: string[];
  /** Creation time in the file, in seconds since 1970. */
  created: number;
};

export type PdfLimits = { timeoutMs: number; signal?: AbortSignal };

/** The PDF could not be made: what the compiler said, or that it ran out of time or died. */
export class PdfError extends Error {
  override name = 'PdfError';
}

const child = fileURLToPath(new URL('./pdf-child.mjs', import.meta.url));

/**
 * Compiles a PDF in a process of its own, which ends with the answer. It gets no part of this process's environment
 * but what an operating system needs to start Node, so that no secret can reach the compiler.
 * Rejects with `PdfError` on a compile error, on a crash and after `timeoutMs`, with the signal's reason when aborted.
 */
export async function compilePdf({ large = {}, ...request }: PdfRequest, limits: PdfLimits): Promise<Uint8Array> {
  limits.signal?.throwIfAborted();
  if (Object.keys(large).length === 0) return compileIn(null, request, limits);
  return withWorkspace(large, (workspace) => compileIn(workspace, request, limits));
}

function compileIn(workspace: string | null, request: PdfRequest, { timeoutMs, signal }: PdfLimits): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const process = fork(child, [], { execArgv: [], env: environment(), serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let errors = '';
    process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-4_000);
    });
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      process.kill('SIGKILL');
      finish();
    };
    const timer = setTimeout(() => settle(() => reject(new PdfError(`The PDF was not ready after ${timeoutMs} ms`))), timeoutMs);
    const abort = () => settle(() => reject(signal?.reason));
    signal?.addEventListener('abort', abort, { once: true });
    process.on('message', (reply) => settle(() => answer(reply, resolve, reject)));
    process.on('error', (cause) => settle(() => reject(new PdfError('The PDF compiler could not be started', { cause }))));
    process.on('close', (code, by) => settle(() => reject(new PdfError(`The PDF compiler ended early (${by ?? code}): ${errors.trim() || 'no message'}`))));
    process.send({ ...request, workspace }, (cause) => {
      if (cause) settle(() => reject(new PdfError('The PDF compiler could not be reached', { cause })));
    });
  });
}

function answer(reply: unknown, resolve: (pdf: Uint8Array) => void, reject: (error: PdfError) => void): void {
  if (typeof reply === 'object' && reply !== null && 'pdf' in reply && reply.pdf instanceof Uint8Array) {
    resolve(reply.pdf);
  } else {
    const problems = typeof reply === 'object' && reply !== null && 'problems' in reply && Array.isArray(reply.problems) ? reply.problems : [];
    reject(new PdfError(`The PDF could not be made: ${problems.map(String).join('; ') || 'no message'}`));
  }
}

function environment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return { NODE_ENV: 'production', TZ: 'UTC', ...(PATH === undefined ? {} : { PATH }), ...(SystemRoot === undefined ? {} : { SystemRoot }) };
}
