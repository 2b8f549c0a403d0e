import type { Citation } from '@/domain/findings/rule';

/** Read in a copy of the official text. */
export const verified = (text: string): Citation => ({ text, confidence: 'verified' });
/** Read in a source that quotes the official text. */
export const secondary = (text: string): Citation => ({ text, confidence: 'secondary' });
/** Known, not read again: to be verified before it is relied on. */
export const generalKnowledge = (text: string): Citation => ({ text, confidence: 'general_knowledge' });
