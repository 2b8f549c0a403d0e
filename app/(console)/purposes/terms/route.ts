import { z } from 'zod';
import { json } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { getPreferences } from '@/auth/preferences';
import { requireActor } from '@/auth/viewer';
import { permit } from '@/domain/access/permissions';
import { parse } from '@/domain/command';
import { termList } from '@/domain/purposes/dpv';
import { termLabel } from '@/domain/purposes/labels';

const Question = z.object({ kind: z.enum(['purpose', 'data']).default('purpose') });

/** The pinned vocabulary in the viewer's language, for the tree picker. */
export const GET = handle(async (request) => {
  permit(await requireActor(), 'purposes:read');
  const { kind } = parse(Question, Object.fromEntries(new URL(request.url).searchParams));
  const { words } = await getPreferences();
  return json(termList.filter((term) => term.kind === kind).map(({ term, broader }) => ({ term, label: termLabel(term, words), broader })));
});
