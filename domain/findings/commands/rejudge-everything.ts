import { z } from 'zod';
import { command } from '@/domain/command';
import { packVersion } from '@/domain/findings/pack';
import { rejudge } from '@/domain/findings/sql/rejudge';

/** Judges everything from nothing but the facts. Where findings kept up as they should, nothing changes. Returns how many stand. */
export const rejudgeEverything = command({
  action: 'findings.judge',
  permission: 'findings:write',
  input: z.strictObject({}),
  async run({ client, now }) {
    const standing = await rejudge(client, null, now);
    return { result: { standing }, object: { type: 'findings', id: 'all' }, after: { standing, pack: packVersion } };
  },
});
