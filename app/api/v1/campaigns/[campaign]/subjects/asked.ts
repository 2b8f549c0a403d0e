import { jsonBody } from '@/app/api/v1/body';

/**
 * The people a request names, for the campaign of its path. They are judged by the command, after its permission. Other fields are passed over: an
 * error would have to name them, and a misplaced identifier may be one.
 */
export async function subjectsAsked(request: Request, campaign: string): Promise<{ campaign: string; identifiers: unknown }> {
  const body = await jsonBody(request);
  return { campaign, identifiers: typeof body === 'object' && body !== null && 'identifiers' in body ? body.identifiers : undefined };
}
