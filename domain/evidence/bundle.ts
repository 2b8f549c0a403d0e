import { base64 } from '@/domain/evidence/base64';
import { type Json, canonicalize } from '@/domain/evidence/canonical';
import { writePolicy } from '@/domain/evidence/policy';
import { writeTlogProof } from '@/domain/evidence/tlog-proof';

/** A tree the log was before: its size and root (base 64). */
export type Head = { size: number; root: string };
export type ContentFile = { name: string; media_type: string; /** In bytes. */ size: number; /** Hex. */ sha256: string };

/**
 * What a report was made of and which files it has. Who asked, when, and its number stand in the log entry that names this manifest by its
 * digest, so that all files outside `attest/` but this one are a function of the inputs alone.
 */
export type Manifest = {
  format: 'noticeboard/report@1';
  type: string;
  language: string;
  /** RFC 3339, UTC. */
  as_of: string;
  known_at: string;
  parameters: { [name: string]: Json };
  /** SHA-256 over the canonical JSON of everything the report says, hex. */
  inputs_sha256: string;
  versions: { [name: string]: Json };
  /** The log as of the making of the report; null before it was first sequenced. */
  log: Head | null;
  /** The log that the report before this one shows; null for the first. */
  previous: (Head & { report: number }) | null;
  /** Earlier reports of the same scope that stood no longer when this one was asked for: which, since when, why, and which took its place. */
  earlier: { report: number; ending: string; at: string; reason: string; successor: number | null }[];
  files: ContentFile[];
};

/** The manifest's bytes: canonical JSON (RFC 8785), files by name. */
export const writeManifest = (manifest: Manifest): string => canonicalize({ ...manifest, files: manifest.files.toSorted((a, b) => (a.name < b.name ? -1 : 1)) });

/** An entry of the log about the report, as it lies there, with where it lies and the proof that leads to the bundle's checkpoint. */
export type Attested = { /** `manifest` for the entry that names the manifest. */ name: string; entry: string; index: number; proof: Buffer[] };
/** A tree the log was before, with the proof that the bundle's checkpoint goes on from it. */
export type Earlier = { size: number; root: Buffer; proof: Buffer[] };

/**
 * The files of `attest/` that prove a bundle: for each entry `<name>.entry.json` and `<name>.tlog-proof`, all leading to one checkpoint,
 * `consistency.json` (earlier trees, by size) and `trust.policy` (the log's key). docs/decisions/014 gives the whole form.
 */
export function attestFiles({ checkpoint, vkeys, entries, earlier }: { checkpoint: string; vkeys: string[]; entries: Attested[]; earlier: Earlier[] }): { name: string; text: string }[] {
  const trees = earlier.toSorted((a, b) => a.size - b.size).map(({ size, root, proof }) => ({ size, root: base64(root), proof: proof.map(base64) }));
  return [
    { name: 'attest/trust.policy', text: writePolicy(vkeys) },
    { name: 'attest/consistency.json', text: canonicalize(trees) },
    ...entries.flatMap(({ name, entry, index, proof }) => [
      { name: `attest/${name}.entry.json`, text: entry },
      { name: `attest/${name}.tlog-proof`, text: writeTlogProof({ index, proof, checkpoint }) },
    ]),
  ];
}

/** One event disclosed with its proof: a line of a disclosures file, as the verifier reads it. */
export type Disclosure = {
  format: 'noticeboard/disclosure@1';
  /** The event's 32 secret bytes, base 64. */
  salt: string;
  event: { [name: string]: Json };
  /** The event's place in its batch, from 0, and the proof to the batch's root, base 64. */
  index: number;
  proof: string[];
  /** The batch's `batch.seal` entry as it lies in the log, and its proof (C2SP tlog-proof). */
  entry: string;
  tlog_proof: string;
};

/** A disclosure as one line of canonical JSON, with its newline. */
export const writeDisclosure = (disclosure: Disclosure): string => `${canonicalize(disclosure)}\n`;
