import { createHash } from 'node:crypto';
import { invalid } from '@/domain/errors';

const lengths = new Map([['sha-256', 32], ['sha-512', 64]]);
const member = /^([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):$/;

const malformed = () => invalid('The Content-Digest header must have the form sha-256=:…:, with the digest of the body as it is sent (after compression) in base64. sha-512 is known too.', [], 'content_digest');

/** The digest that a sender gives its body, and the bytes that arrive to be compared with it (RFC 9530). */
export class DigestCheck {
  private readonly sums: { sum: ReturnType<typeof createHash>; wanted: Buffer }[];
  private source: AsyncIterator<Uint8Array> | null = null;
  private hasEnded = false;
  private hasBroken = false;
  private judged: Promise<boolean | null> | null = null;

  constructor(wanted: Map<string, Buffer>) {
    this.sums = [...wanted].map(([name, digest]) => ({ sum: createHash(name.replace('-', '')), wanted: digest }));
  }

  /** The same bytes, looked at as they pass. They are those of the message, before any Content-Encoding is undone. */
  async *watch(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const source = (this.source = body[Symbol.asyncIterator]());
    for (let piece = await this.next(source); piece !== null; piece = await this.next(source)) yield piece;
  }

  /** Whether the whole body has every digest given; reads on where its reader gave up. Null when the body broke off. */
  isRight(): Promise<boolean | null> {
    return (this.judged ??= this.judge());
  }

  private async judge(): Promise<boolean | null> {
    while (!this.hasEnded && !this.hasBroken && this.source) await this.next(this.source).catch(() => null);
    if (this.hasBroken) return null;
    return this.hasEnded && this.sums.every(({ sum, wanted }) => sum.digest().equals(wanted));
  }

  private async next(source: AsyncIterator<Uint8Array>): Promise<Uint8Array | null> {
    try {
      const step = await source.next();
      if (!step.done) {
        for (const { sum } of this.sums) sum.update(step.value);
        return step.value;
      }
      this.hasEnded = !this.hasBroken;
      return null;
    } catch (error) {
      this.hasBroken = true;
      throw error;
    }
  }
}

/** Reads a `Content-Digest` header. Digests of other algorithms are passed over while one is known. Throws `invalid` with a sentence on the form. */
export function readContentDigest(header: string): DigestCheck {
  const wanted = new Map<string, Buffer>();
  for (const part of header.split(',')) {
    const [, name = '', base64 = ''] = member.exec(part.trim()) ?? [];
    if (name === '') throw malformed();
    const length = lengths.get(name);
    if (length === undefined) continue;
    const digest = Buffer.from(base64, 'base64');
    if (digest.length !== length || digest.toString('base64') !== base64) throw malformed();
    wanted.set(name, digest);
  }
  if (wanted.size === 0) throw malformed();
  return new DigestCheck(wanted);
}
