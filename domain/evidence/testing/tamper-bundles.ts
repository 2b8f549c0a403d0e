import { MemoryLog } from '@/domain/evidence/testing/memory-log';
import { mutations } from '@/domain/evidence/testing/mutations';
import { hasPython, verifyInPython } from '@/domain/evidence/testing/other-verifier';
import { Random } from '@/domain/evidence/testing/random';
import { verifyBundle } from '@/domain/evidence/verify.mjs';

export type Tampered = { mutants: number; same: number; accepted: string[]; codes: Record<string, number>; compared: number; disagreements: string[] };

/** A bundle like those of the product, small enough to be changed ten thousand times, with everything a bundle may hold. */
export async function sampleBundle(): Promise<{ log: MemoryLog; older: Buffer; bundle: Buffer }> {
  const log = new MemoryLog();
  for (let i = 0; i < 40; i += 1) log.append('user.create', { type: 'user', id: String(i) }, { i });
  const content = { 'report.json': '{"accepted":610,"population":1000}\n', 'totals.csv': 'state,people\r\naccepted,610\r\n', 'README.txt': 'Read me.\n', 'verify.mjs': '// the verifier\n' };
  const older = await log.report(content);
  for (let i = 0; i < 300; i += 1) log.append('user.create', { type: 'user', id: String(i) }, { i });
  const stamp = 'a stamp';
  const bundle = await log.report(content, (number) => ({
    names: [{ name: 'seal-1', seq: log.append('report.seal', { type: 'report', id: String(number) }, { files: [{ name: 'attest/stamp.tsr', size: stamp.length, sha256: '' }] }) }],
    files: [],
  }));
  return { log, older, bundle };
}

/** Changes a bundle `count` times in all the ways there are; none may come out as valid, and of each `every`-th both verifiers must say the same. */
export async function tamperBundles(count: number, every: number, seed: number): Promise<Tampered> {
  const random = new Random(seed);
  const { older, bundle } = await sampleBundle();
  const names = Object.keys(mutations);
  const result: Tampered = { mutants: 0, same: 0, accepted: [], codes: {}, compared: 0, disagreements: [] };
  const sample: { name: string; mutant: Buffer; code: number }[] = [];
  for (let i = 0; result.mutants < count; i += 1) {
    const name = names[i % names.length] ?? '';
    const mutant = await mutations[name]?.(bundle, random);
    if (!mutant || mutant.equals(bundle)) {
      result.same += 1;
      continue;
    }
    result.mutants += 1;
    const { code } = verifyBundle({ bundle: mutant, since: older });
    result.codes[code] = (result.codes[code] ?? 0) + 1;
    if (code === 0) result.accepted.push(`${name} (${i})`);
    if (i % every === 0) sample.push({ name: `${name} (${i})`, mutant, code });
  }
  if (!hasPython) return result;
  verifyInPython(sample.map(({ mutant }) => ({ bundle: mutant, since: older }))).forEach(({ code, verdict }, i) => {
    result.compared += 1;
    const one = sample[i];
    if (one && one.code !== code) result.disagreements.push(`${one.name}: ${one.code} here, ${code} in Python (${verdict})`);
  });
  return result;
}
