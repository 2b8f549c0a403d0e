import { z } from 'zod';
import { jsonBody } from '@/app/api/v1/body';
import { parse } from '@/domain/command';

/** Other fields are passed over: an error would have to name them, and a misplaced identifier may be one. */
const Body = z.object({ identifiers: z.unknown() });

/** The people a request names, for the campaign of its path. The identifiers are judged by the command, after its permission. */
export async function subjectsAsked(request: Request, campaign: string): Promise<{ campaign: string; identifiers: unknown }> {
  return { campaign, identifiers: parse(Body, await jsonBody(request)).identifiers };
}
