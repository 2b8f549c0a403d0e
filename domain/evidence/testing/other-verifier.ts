import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const folder = path.resolve('docs/verify');
const driver = `
import json, sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
import verify
for line in sys.stdin:
    job = json.loads(line)
    read = lambda name: open(name, 'rb').read() if name else None
    code, sentence, _ = verify.verify(read(job['bundle']), read(job.get('since')), job.get('vkeys', []), read(job.get('disclosures')), job.get('recount', False))
    print(json.dumps([code, sentence]), flush=True)
`;

export type Job = { bundle: Buffer; since?: Buffer; vkeys?: string[]; disclosures?: string; recount?: boolean };

/** Whether there is a Python 3 to run the second verifier with. */
export const hasPython = spawnSync('python3', ['--version']).status === 0;

/** What the verifier in Python says of each of these bundles: exit code and sentence. */
export function verifyInPython(jobs: readonly Job[]): { code: number; verdict: string }[] {
  const room = mkdtempSync(path.join(os.tmpdir(), 'nb-verify-'));
  try {
    const kept = new Map<Buffer | string, string>();
    const file = (content: Buffer | string | undefined) => {
      if (content === undefined) return null;
      const name = kept.get(content) ?? path.join(room, String(kept.size));
      if (!kept.has(content)) writeFileSync(name, content);
      kept.set(content, name);
      return name;
    };
    const input = jobs.map(({ bundle, since, vkeys, disclosures, recount }) => JSON.stringify({ bundle: file(bundle), since: file(since), vkeys: vkeys ?? [], disclosures: file(disclosures), recount: recount ?? false })).join('\n');
    const done = spawnSync('python3', ['-B', '-c', driver, folder], { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    if (done.status !== 0) throw new Error(`The verifier in Python ended with ${done.status}: ${done.stderr.slice(-2_000)}`);
    return done.stdout.trim().split('\n').map((line) => {
      const [code, verdict]: [number, string] = JSON.parse(line);
      return { code, verdict };
    });
  } finally {
    rmSync(room, { recursive: true });
  }
}

const foreign = `
import json, sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
import verify
told = json.load(sys.stdin)
leaves = [verify.leaf_hash(entry.encode()) for entry in told['entries']]

def root(hashes):
    if len(hashes) < 2:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return verify.node_hash(root(hashes[:k]), root(hashes[k:]))

heads = [verify.read_checkpoint(verify.open_note(note, [verify.Key(told['vkey'])])[0]) for note in told['checkpoints']]
index, proof, note = verify.read_proof(told['proof'])
text, signers, _ = verify.open_note(note, [verify.Key(told['proof_vkey'])])
head = verify.read_checkpoint(text)
print(json.dumps([all(root(leaves[:head['size']]) == head['root'] for head in heads), bool(signers), verify.included(index, head['size'], verify.leaf_hash(told['leaf'].encode()), proof, head['root'])]))
`;

/** Whether, by the verifier in Python, every signed checkpoint of a log has the root of its entries, and a proof of another log is signed and holds. */
export function checkForeignInPython(told: { vkey: string; entries: string[]; checkpoints: string[]; proof: string; proof_vkey: string; leaf: string }): boolean[] {
  const done = spawnSync('python3', ['-B', '-c', foreign, folder], { input: JSON.stringify(told), encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr.slice(-2_000));
  return JSON.parse(done.stdout);
}
