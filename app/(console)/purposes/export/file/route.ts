import { z } from 'zod';
import { handle } from '@/app/api/v1/handle';
import { getPreferences } from '@/auth/preferences';
import { requireActor } from '@/auth/viewer';
import { parse } from '@/domain/command';
import { day } from '@/domain/instants';
import { layouts } from '@/domain/purposes/exchange/layouts';
import { exportFormats, exportRegister } from '@/domain/reports/register-export';

/** A form sends an empty field for no day. */
const asked = z.preprocess((given) => (given === '' ? undefined : given), day.optional());
const Question = z.object({ format: z.enum(exportFormats).default('json'), layout: z.enum(layouts).default('full'), as_of: asked, known_at: asked });

/** The end of a day, UTC; now where none is named. */
const endOf = (date: string | undefined, now: Date) => (date === undefined ? now : new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000));

/** The register as a file, in the viewer's language. */
export const GET = handle(async (request) => {
  const actor = await requireActor();
  const { format, layout, as_of: asOf, known_at: knownAt } = parse(Question, Object.fromEntries(new URL(request.url).searchParams));
  const now = new Date();
  const file = await exportRegister(actor, { format, layout, language: (await getPreferences()).language, reading: { asOf: endOf(asOf, now), knownAt: endOf(knownAt, now) } });
  return new Response(new Uint8Array(file.bytes), { headers: { 'content-type': file.mediaType, 'content-disposition': `attachment; filename="${file.name}"`, 'cache-control': 'private, no-store' } });
});
