import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { foundingCampaign } from '@/cli/founding-case/campaign';
import { foundingEvents } from '@/cli/founding-case/events';
import { closeConnection, connection } from '@/db/client';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { importEvents } from '@/domain/uptake/commands/import-events';

export const bench = { kind: 'system', id: 'cli' } as const;

/** Runs `work` on an embedded server of its own with the founding case's campaign, and removes both. */
export async function onOwnDatabase<Result>(work: () => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nb-bench-'));
  chmodSync(folder, 0o711);
  delete process.env.DATABASE_URL;
  process.env.NOTICEBOARD_DATA = path.join(folder, 'd');
  const { embedded } = await connection();
  try {
    await createCampaign(bench, { file: foundingCampaign, illustrative: true });
    return await work();
  } finally {
    await closeConnection();
    await embedded?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The founding case's events of so many subjects as NDJSON lines. */
export const lines = (subjects: number): string[] => [...foundingEvents({ subjects })];

export async function importLines(all: string[]) {
  async function* body() {
    for (let i = 0; i < all.length; i += 1_000) yield Buffer.from(`${all.slice(i, i + 1_000).join('\n')}\n`);
  }
  return importEvents(bench, { campaign: foundingCampaign.key, format: 'ndjson', source: 'bench' }, body(), { folds: true });
}
