export type Verdict = { code: 0 | 1 | 2 | 3; verdict: string; notes: string[]; manifest: Record<string, unknown> | null };

/** Checks a bundle offline; see the file. */
export function verifyBundle(options: { bundle: Buffer; since?: Buffer | null; vkeys?: string[]; disclosures?: string | Buffer | null; recount?: boolean }): Verdict;
/** The files of a bundle by name; throws for anything but the strict form. */
export function readZip(zip: Buffer): Map<string, Buffer>;
/** The signed checkpoint a report shows; throws an Error with a sentence. */
export function heldCheckpoint(zip: Buffer): { origin: string; size: number; root: Buffer };
export function leafHash(data: Uint8Array): Buffer;
export function readLeaf(bytes: Buffer): { seq: unknown; leaf: Buffer };
export function isIncluded(index: number, size: number, leaf: Buffer, proof: readonly Buffer[], root: Buffer): boolean;
export function isConsistent(older: number, size: number, olderRoot: Buffer, root: Buffer, proof: readonly Buffer[]): boolean;
export function main(args: string[], print?: (line: string) => void): number;
