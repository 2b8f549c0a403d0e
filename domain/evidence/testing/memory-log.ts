import { createHash } from 'node:crypto';
import { type Attested, type Earlier, type Manifest, attestFiles, writeManifest } from '@/domain/evidence/bundle';
import { textFile, zipBundle } from '@/domain/evidence/bundle-zip';
import { base64 } from '@/domain/evidence/base64';
import { type Json, canonicalize } from '@/domain/evidence/canonical';
import { type Checkpoint, signCheckpoint } from '@/domain/evidence/checkpoint';
import { type Span, consistencySpans, inclusionSpans, leafHash, rootOf } from '@/domain/evidence/merkle';
import { type Signer, signerOf } from '@/domain/evidence/note';

/** A log in memory: what the worker does with a database, done the plain way, for tests to build logs and bundles with. */
export class MemoryLog {
  readonly entries: string[] = [];
  readonly reports: { number: number; size: number }[] = [];

  constructor(readonly origin = 'memory.example/log', readonly signer: Signer = signerOf(origin, Buffer.alloc(32, 7))) {}

  append(action: string, object: { type: string; id: string }, after: Json): number {
    const seq = this.entries.length;
    this.entries.push(canonicalize({ v: 1, seq, at: new Date(Date.UTC(2026, 0, 1, 0, 0, seq)).toISOString(), action, actor: { kind: 'system', id: 'worker' }, object, after }));
    return seq;
  }

  leaves(size = this.entries.length): Buffer[] {
    return this.entries.slice(0, size).map((entry) => leafHash(entry));
  }

  head(size = this.entries.length): Checkpoint {
    return { origin: this.origin, size, root: rootOf(this.leaves(size)) };
  }

  note(size = this.entries.length): string {
    return signCheckpoint(this.head(size), this.signer);
  }

  hashes(spans: readonly Span[]): Buffer[] {
    const leaves = this.leaves();
    return spans.map(([from, to]) => rootOf(leaves.slice(from, to)));
  }

  inclusion(index: number, size = this.entries.length): Buffer[] {
    return this.hashes(inclusionSpans(index, size));
  }

  earlier(older: number, size = this.entries.length): Earlier {
    return { size: older, root: this.head(older).root, proof: this.hashes(consistencySpans(older, size)) };
  }

  attested(name: string, index: number): Attested {
    return { name, index, entry: this.entries[index] ?? '', proof: this.inclusion(index) };
  }

  /** Publishes a report with these files and gives its manifest. `change` may spoil the manifest before it is logged. */
  publish(content: Record<string, string>, change: (manifest: Manifest) => Manifest = (manifest) => manifest): { number: number; seq: number; manifest: string } {
    const number = this.reports.length + 1;
    const last = this.reports.at(-1);
    const head = this.head();
    const manifest = writeManifest(
      change({
        format: 'noticeboard/report@1', type: 'campaign_uptake', language: 'en', as_of: '2026-01-01T00:00:00.000Z', known_at: '2026-01-01T00:00:00.000Z', parameters: { campaign: 'c', exact: true },
        inputs_sha256: '0'.repeat(64), versions: { app: '0.1.0' }, log: { size: head.size, root: base64(head.root) },
        earlier: [], previous: last ? { report: last.number, size: last.size, root: base64(this.head(last.size).root) } : null,
        files: Object.entries(content).map(([name, text]) => ({ name, media_type: 'text/plain', size: Buffer.byteLength(text), sha256: sha256(text) })),
      }),
    );
    const seq = this.append('report.publish', { type: 'report', id: String(number) }, { number, manifest_sha256: sha256(manifest) });
    this.reports.push({ number, size: this.entries.length });
    return { number, seq, manifest };
  }

  /** Publishes a report and gives its bundle at the size the log has then. `more` are further entries about it, and files of `attest/`. */
  async report(content: Record<string, string>, more: (number: number) => { names: { name: string; seq: number }[]; files: { name: string; text: string }[] } = () => ({ names: [], files: [] })): Promise<Buffer> {
    const { number, seq, manifest } = this.publish(content);
    const extra = more(number);
    const sizes = new Set([...this.reports.slice(0, -1).map(({ size }) => size), (JSON.parse(manifest) as Manifest).log?.size ?? 0]);
    const attest = attestFiles({
      checkpoint: this.note(), vkeys: [this.signer.vkey],
      entries: [this.attested('manifest', seq), ...extra.names.map(({ name, seq: at }) => this.attested(name, at))],
      earlier: [...sizes].map((size) => this.earlier(size)),
    });
    this.reports.pop();
    this.reports.push({ number, size: this.entries.length });
    return zipOf([...Object.entries(content).map(([name, text]) => ({ name, text })), { name: 'manifest.json', text: manifest }, ...attest, ...extra.files]);
  }
}

export const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** Files as the bytes of a bundle. */
export async function zipOf(files: { name: string; text: string }[]): Promise<Buffer> {
  const zip = zipBundle(files.map(({ name, text }) => textFile(name, text)));
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip.chunks) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (bytes.length !== zip.size) throw new Error(`The ZIP has ${bytes.length} bytes, not the ${zip.size} that were foretold.`);
  return bytes;
}
