import type { Random } from '@/domain/evidence/testing/random';
import { sha256, zipOf } from '@/domain/evidence/testing/memory-log';
import { readZip } from '@/domain/evidence/verify.mjs';

type File = { name: string; text: string };
/** Makes another bundle of a bundle; may by chance make the same. */
export type Mutation = (bundle: Buffer, random: Random) => Promise<Buffer> | Buffer;

const splice = (bytes: Buffer, at: number, gone: number, put: Buffer) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + gone)]);
const anyByte = (random: Random) => Buffer.from([random.below(256)]);

/** On the bytes as they are, without care for what they mean. */
const raw: Record<string, Mutation> = {
  'a bit flipped': (bundle, random) => {
    const copy = Buffer.from(bundle);
    const at = random.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
    return copy;
  },
  'a byte replaced': (bundle, random) => splice(bundle, random.below(bundle.length), 1, anyByte(random)),
  'a byte put in': (bundle, random) => splice(bundle, random.below(bundle.length), 0, anyByte(random)),
  'a byte taken out': (bundle, random) => splice(bundle, random.below(bundle.length), 1, Buffer.alloc(0)),
  'a run repeated': (bundle, random) => {
    const [at, length] = [random.below(bundle.length), 1 + random.below(200)];
    return splice(bundle, at, 0, bundle.subarray(at, at + length));
  },
  'a run zeroed': (bundle, random) => splice(bundle, random.below(bundle.length), 16, Buffer.alloc(16)),
  'two runs exchanged': (bundle, random) => {
    const [a, b] = [random.below(bundle.length / 2), bundle.length / 2 + random.below(bundle.length / 2 - 16)].map(Math.floor) as [number, number];
    return Buffer.concat([bundle.subarray(0, a), bundle.subarray(b, b + 8), bundle.subarray(a + 8, b), bundle.subarray(a, a + 8), bundle.subarray(b + 8)]);
  },
  'the end cut off': (bundle, random) => bundle.subarray(0, random.below(bundle.length)),
  'bytes after the end': (bundle, random) => Buffer.concat([bundle, Buffer.alloc(1 + random.below(30), random.below(256))]),
  'a comment after the end': (bundle) => {
    const copy = Buffer.concat([bundle, Buffer.from('hi')]);
    copy.writeUInt16LE(2, bundle.length - 2);
    return copy;
  },
};

const filesOf = (bundle: Buffer): File[] => [...readZip(bundle)].map(([name, bytes]) => ({ name, text: bytes.toString('utf8') }));
const changed = (files: File[], which: string, change: (text: string) => string) => zipOf(files.map((file) => (file.name === which ? { name: file.name, text: change(file.text) } : file)));

function anotherCharacter(text: string, random: Random): string {
  if (text === '') return 'x';
  const at = random.below(text.length);
  return text.slice(0, at) + random.of(['0', '1', '9', 'a', 'A', '+', '/', '=', ' ', '"', ',', '{', '}', '\n', 'é', '']) + text.slice(at + 1);
}

/** On what the files say, in a ZIP that is sound again. */
const sound: Record<string, Mutation> = {
  'a character of a file': (bundle, random) => {
    const files = filesOf(bundle);
    return changed(files, random.of(files).name, (text) => anotherCharacter(text, random));
  },
  'a digit of a file': (bundle, random) => {
    const files = filesOf(bundle);
    return changed(files, random.of(files).name, (text) => {
      const digits = [...text.matchAll(/\d/g)].map(({ index }) => index);
      if (digits.length === 0) return `${text}1`;
      const at = random.of(digits);
      return text.slice(0, at) + String((Number(text[at]) + 1 + random.below(8)) % 10) + text.slice(at + 1);
    });
  },
  'a line of a file twice, gone or elsewhere': (bundle, random) => {
    const files = filesOf(bundle);
    return changed(files, random.of(files.filter(({ name }) => name !== 'attest/trust.policy')).name, (text) => {
      const lines = text.split('\n');
      const at = random.below(lines.length);
      const line = lines[at] ?? '';
      return random.of([lines.toSpliced(at, 0, line), lines.toSpliced(at, 1), lines.toSpliced(at, 1).toSpliced(random.below(lines.length), 0, line)]).join('\n');
    });
  },
  'a file gone': (bundle, random) => {
    const files = filesOf(bundle);
    return zipOf(files.toSpliced(random.below(files.length), 1));
  },
  'a file more': (bundle, random) => zipOf([...filesOf(bundle), { name: random.of(['more.txt', 'attest/more.json', 'attest/x.entry.json', 'attest/x.tlog-proof', 'a/b/c']), text: 'x' }]),
  'a file renamed': (bundle, random) => {
    const files = filesOf(bundle);
    const at = random.below(files.length);
    return zipOf(files.map((file, i) => (i === at ? { ...file, name: `${file.name}x` } : file)));
  },
  'two files exchanged': (bundle, random) => {
    const files = filesOf(bundle);
    const [a, b] = [random.below(files.length), random.below(files.length)];
    return zipOf(files.map((file, i) => ({ name: file.name, text: files[i === a ? b : i === b ? a : i]?.text ?? '' })));
  },
  'a file changed, and the manifest with it': (bundle, random) => {
    const files = filesOf(bundle);
    const file = random.of(files.filter(({ name }) => !name.startsWith('attest/') && name !== 'manifest.json'));
    const text = anotherCharacter(file.text, random);
    return zipOf(files.map((one) => {
      if (one.name === file.name) return { name: one.name, text };
      return one.name === 'manifest.json' ? { name: one.name, text: one.text.replace(sha256(file.text), sha256(text)).replace(`"size":${Buffer.byteLength(file.text)}`, `"size":${Buffer.byteLength(text)}`) } : one;
    }));
  },
  'the manifest changed, and the entry with it': async (bundle, random) => {
    const files = filesOf(bundle);
    const before = files.find(({ name }) => name === 'manifest.json')?.text ?? '';
    const after = before.replace(/"exact":(true|false)/, (_, said) => `"exact":${said !== 'true'}`).replace(/"register":\d+/, () => `"register":${random.below(1_000)}`);
    return zipOf(files.map(({ name, text }) => ({ name, text: name === 'manifest.json' ? after : name === 'attest/manifest.entry.json' ? text.replace(sha256(before), sha256(after)) : text })));
  },
};

export const mutations: Record<string, Mutation> = { ...raw, ...sound };
