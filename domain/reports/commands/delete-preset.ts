import { eq } from 'drizzle-orm';
import { command } from '@/domain/command';
import { missing } from '@/domain/errors';
import { PresetId } from '@/domain/reports/schemas';
import { reportPresets } from '@/db/schema';

/** Deletes a preset of one's own. Throws `missing` for another's, too. */
export const deletePreset = command({
  action: 'preset.delete',
  permission: 'reports:write',
  input: PresetId,
  async run({ tx, actor, input: { id } }) {
    const [preset] = await tx.select().from(reportPresets).where(eq(reportPresets.id, id)).for('update');
    if (!preset || preset.owner !== actor.id) throw missing(`The preset ${id}`);
    await tx.delete(reportPresets).where(eq(reportPresets.id, id));
    return { result: { id }, object: { type: 'preset', id: String(id) }, before: { type: preset.request.type, shared: preset.shared } };
  },
});
