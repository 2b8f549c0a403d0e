import { createHash } from 'node:crypto';
import { canonicalize } from '@/domain/evidence/canonical';
import type { JsonValue } from '@/domain/reports/document';

/** SHA-256 of the canonical JSON (RFC 8785) of everything a document is built from. */
export const inputsDigest = (data: JsonValue): string => createHash('sha256').update(canonicalize(data), 'utf8').digest('hex');
