import type { Change } from './changes';

type Props = { changes: Change[]; words: { same: string; before: string; after: string } };

/** Changes as sentences; long texts open beside theirs. */
export function ChangeList({ changes, words }: Props) {
  if (changes.length === 0) return <p>{words.same}</p>;
  return (
    <ul className="grid list-disc gap-1 ps-5">
      {changes.map(({ sentence, before, after }) => (
        <li key={`${sentence}${after}`}>
          {after === null ? sentence : (
            <details>
              <summary className="tap inline-flex items-center underline decoration-1 underline-offset-2">{sentence}</summary>
              <dl className="mt-1 grid gap-2 md:grid-cols-2">
                {[[words.before, before], [words.after, after]].map(([term, text]) => (
                  <div key={term} className="rounded-md bg-sunken p-2">
                    <dt className="text-sm text-muted">{term}</dt>
                    <dd className="whitespace-pre-line">{text}</dd>
                  </div>
                ))}
              </dl>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}
