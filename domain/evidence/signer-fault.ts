import type { SignerFault } from '@/domain/evidence/vocabulary';

/** What the log cannot go on with: nothing is signed until somebody has looked into it. */
export class LogFault extends Error {
  override readonly name = 'LogFault';
  constructor(readonly fault: SignerFault, detail: string) {
    super(detail);
  }
}
