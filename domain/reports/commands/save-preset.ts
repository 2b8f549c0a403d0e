import { permit } from '@/domain/access/permissions';
import { command } from '@/domain/command';
import { needs } from '@/domain/reports/run';
import { SavePreset } from '@/domain/reports/schemas';
import { reportPresets } from '@/db/schema';

/** Keeps a request under a name, for oneself or for everybody who may ask for such a report. Returns its id. */
export const savePreset = command({
  action: 'preset.save',
  permission: 'reports:write',
  input: SavePreset,
  async run({ tx, actor, input: { name, shared, request }, now }) {
    for (const permission of needs[request.type]) permit(actor, permission);
    const [saved] = await tx.insert(reportPresets).values({ name, shared, request, owner: actor.id, createdAt: now }).returning({ id: reportPresets.id });
    const id = saved?.id ?? 0;
    return { result: { id }, object: { type: 'preset', id: String(id) }, after: { type: request.type, shared } };
  },
});
