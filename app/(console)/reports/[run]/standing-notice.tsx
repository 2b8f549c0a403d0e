import Link from 'next/link';
import type { SignOff } from '@/domain/reports/sign-off-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { signOff: SignOff; words: Words['signOff']; format: Formatter };

/** Says first of all that a run stands no longer, and why; and of a later one, whose place it takes. */
export function StandingNotice({ signOff: { endings, predecessors }, words, format }: Props) {
  return (
    <>
      {endings.map(({ ending, at, by, reason, successor }) => (
        <div key={ending} role="note" className="rounded-md border-2 border-danger p-4">
          <p className="font-semibold">{ending === 'withdrawn' || successor === null ? words.withdrawn : <Link href={`/reports/${successor}`}>{words.superseded(format.count(successor))}</Link>}</p>
          <p className="break-words">{reason}</p>
          <p className="text-sm text-muted">{words.endedBy(by.name, format.instant(at, 'UTC'))}</p>
        </div>
      ))}
      {predecessors.map(({ number, ending, reason }) => (
        <div key={`${number}${ending}`} role="note" className="rounded-md bg-notice p-4 text-on-notice">
          <p className="font-semibold"><Link className="text-on-notice" href={`/reports/${number}`}>{(ending === 'superseded' ? words.replaces : words.follows)(format.count(number))}</Link></p>
          <p className="break-words">{reason}</p>
        </div>
      ))}
    </>
  );
}
