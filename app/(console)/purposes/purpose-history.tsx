import Link from 'next/link';
import { ChangeList } from '@/app/(console)/purposes/change-list';
import { changesBetween } from '@/app/(console)/purposes/changes';
import { Section } from '@/components/ui/page';
import type { PurposeVersion } from '@/domain/purposes/version-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { purpose: string; versions: PurposeVersion[]; shown: number; words: Words; format: Formatter };

/** Every version, newest first: who, when, why, and what changed against the one before, in words. */
export function PurposeHistory({ purpose, versions, shown, words, format }: Props) {
  const { history } = words.register;
  const path = `/purposes/${encodeURIComponent(purpose)}`;
  return (
    <Section id="history" title={history.title} actions={versions.length > 1 && <Link className="button" href={`${path}/compare`}>{words.register.compare.link}</Link>}>
      <ol className="grid gap-4" aria-label={history.caption}>
        {versions.map((version, i) => {
          const before = versions[i + 1];
          return (
            <li key={version.version} className="grid gap-1 border-t pt-3">
              <div className="flex flex-wrap items-baseline gap-x-3">
                <h3>{history.version(version.version)}</h3>
                <span className="tag">{words.register.statuses[version.status]}</span>
                <span className="text-muted">{history.by(authorName(version.author, words), format.instant(version.recordedAt, 'UTC'))}{version.validFrom.getTime() !== version.recordedAt.getTime() && `; ${words.register.time.valid(format.instant(version.validFrom, 'UTC'))}`}</span>
                {version.version === shown ? <span className="tag">{history.shown}</span> : <Link className="tap inline-flex items-center" href={i === 0 ? path : `${path}?version=${version.version}`}>{history.show(version.version)}</Link>}
              </div>
              <p><span className="text-muted">{history.reason}:</span> {version.reason}</p>
              {before ? <ChangeList changes={changesBetween(before.record, version.record, words, format)} words={history} /> : <p>{history.first}</p>}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

/** The author's name; what the product itself did goes by the door it came through. */
export const authorName = (author: string, { evidence }: Words): string => Object.entries(evidence.systems).find(([id]) => id === author)?.[1] ?? author;
