import { type Actor, permit } from '@/domain/access/permissions';
import { readRegister } from '@/domain/purposes/queries';
import { transparencyTable } from '@/domain/purposes/transparency';
import { firstRecorded } from '@/domain/purposes/version-queries';
import type { RecordKind } from '@/domain/purposes/vocabulary';
import type { InputRequest } from '@/domain/reports/input-queries';
import type { RecordData } from '@/domain/reports/record-data';
import type { TransparencyData } from '@/domain/reports/transparency-document';
import type { RecordLayout } from '@/domain/reports/vocabulary';
import type { Words } from '@/domain/words/catalogue';

const kinds: Record<RecordData['type'], RecordKind> = { article_30_record: 'controller', processor_record: 'processor' };

/** The entries of one kind of the register as they stood at an instant, as known at another. */
export async function readRecordData(actor: Actor, { type, language, layout, asOf, knownAt }: InputRequest & { type: RecordData['type']; layout: RecordLayout }): Promise<RecordData> {
  permit(actor, 'purposes:read');
  const register = (await readRegister(actor, { asOf, knownAt })).filter(({ record }) => record.kind === kinds[type]);
  const created = await firstRecorded(actor);
  return {
    type, language, layout, as_of: asOf.toISOString(), known_at: knownAt.toISOString(), illustrative: register.some((purpose) => purpose.illustrative),
    purposes: register.map(({ key, illustrative, version, status, record, validFrom, recordedAt }) => ({
      key, version, status, created_at: (created.get(key) ?? recordedAt).toISOString(), valid_from: validFrom.toISOString(), recorded_at: recordedAt.toISOString(), illustrative, record,
    })),
  };
}

/** The transparency table of a jurisdiction, its holes in the words of the report. */
export async function readTransparencyData(actor: Actor, { language, asOf, knownAt, jurisdiction }: InputRequest & { jurisdiction: string }, words: Words): Promise<TransparencyData> {
  permit(actor, 'purposes:read');
  const register = await readRegister(actor, { asOf, knownAt });
  const table = transparencyTable(register, jurisdiction, words);
  const keys = new Set(table.rows.map(({ key }) => key));
  return { type: 'transparency_table', language, as_of: asOf.toISOString(), known_at: knownAt.toISOString(), illustrative: register.some(({ key, illustrative }) => illustrative && keys.has(key)), table };
}
