import Link from 'next/link';
import { z } from 'zod';
import { authorName } from '@/app/(console)/purposes/purpose-history';
import { one } from '@/app/search-query';
import type { PurposeVersion } from '@/domain/purposes/version-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

const number = z.preprocess(one, z.coerce.number().int().min(1)).optional().catch(undefined);

/** The page's URL: an earlier version, or the one that was just saved. */
export const VersionSearch = z.object({ version: number, saved: number });

type Props = { purpose: string; shown: PurposeVersion; latest: number; saved: number | undefined; words: Words; format: Formatter };

/** Which version this is; loud when it is not the one that counts. */
export function VersionNotice({ purpose, shown, latest, saved, words, format }: Props) {
  const { detail } = words.register;
  const { version, recordedAt, author } = shown;
  const written = `${detail.version(version, latest)}, ${detail.recorded(format.instant(recordedAt, 'UTC'), authorName(author, words))}`;
  if (version !== latest) {
    return (
      <div role="note" className="rounded-md border-2 border-danger p-3">
        <p className="font-semibold">{detail.earlier(version, latest)}</p>
        <p className="mt-1">{written}. <Link href={`/purposes/${purpose}`}>{detail.current}</Link></p>
      </div>
    );
  }
  return (
    <div>
      {saved === version && <output className="mb-2 block rounded-md border border-accepted p-3 font-semibold">{detail.saved(version)}</output>}
      <p className="text-muted">{written}</p>
    </div>
  );
}
