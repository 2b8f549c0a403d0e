import Link from 'next/link';
import { EndForms, SignForm } from '@/app/(console)/reports/[run]/sign-off-forms';
import { actionWords } from '@/app/action-words';
import { Section } from '@/components/ui/page';
import type { RunBlocker } from '@/domain/reports/gate-queries';
import type { SignOff } from '@/domain/reports/sign-off-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { strings } from '@/domain/words/strings';

/** What the viewer may do to the run as it stands; `enrolled` is whether they have an authenticator. */
export type SignRights = { kind: 'signature' | 'countersignature' | null; end: boolean; enrolled: boolean };
type Props = { number: number; asOf: Date; signOff: SignOff; rights: SignRights; blockers: RunBlocker[]; words: Words; format: Formatter };

/** Who stands for a run, and the forms of whoever may sign it or take it back. */
export function SignOffSection({ number, asOf, signOff, rights, blockers, words, format }: Props) {
  const labels = words.signOff;
  const newest = signOff.successors[0];
  return (
    <Section id="sign-off" title={labels.title} note={labels.meaning}>
      {signOff.signatures.length === 0 && <p>{labels.none} {signOff.countersign && labels.askedCountersign}</p>}
      {signOff.signatures.map(({ kind, by, at, statement }) => (
        <figure key={kind} className="mb-3">
          <figcaption className="font-semibold">{labels[kind](by.name, format.instant(at, 'UTC'))}</figcaption>
          <blockquote className="border-s-4 ps-3 break-words whitespace-pre-wrap">{statement}</blockquote>
        </figure>
      ))}
      {signOff.standing === 'awaits_countersignature' && <p className="mb-3">{labels.standings.awaits_countersignature}.</p>}
      <p className="mt-2 text-sm"><span className="text-muted">{labels.content}:</span> <code className="break-all">{signOff.contentSha256}</code><span className="block text-muted">{labels.contentNote}</span></p>
      {signOff.attestations.length > 0 && (
        <div className="mt-3">
          <h3>{labels.attest}</h3>
          <p className="text-sm text-muted">{labels.attestNote}</p>
          <ul>{signOff.attestations.map(({ name, sha256 }) => <li key={name} className="break-all">{name} <code className="text-xs">{sha256}</code></li>)}</ul>
        </div>
      )}
      {rights.kind && <SignStep kind={rights.kind} asked={signOff.countersign} number={number} asOf={asOf} content={signOff.contentSha256} newest={newest} rights={rights} blockers={blockers} words={words} format={format} />}
      {rights.end && (
        <details className="mt-5 border-t pt-3">
          <summary className="tap inline-flex items-center font-semibold text-accent underline underline-offset-2">{labels.end}</summary>
          {rights.enrolled ? <EndForms number={number} successors={signOff.standing === 'superseded' ? [] : signOff.successors.map((one) => ({ value: String(one), label: words.runs.run(format.count(one)) }))} words={actionWords(words)} labels={strings(labels)} /> : <EnrolFirst words={words} />}
        </details>
      )}
    </Section>
  );
}

type StepProps = Pick<Props, 'number' | 'asOf' | 'rights' | 'blockers' | 'words' | 'format'> & { kind: 'signature' | 'countersignature'; content: string; newest: number | undefined; asked: boolean };

function SignStep({ kind, asked, number, asOf, content, newest, rights, blockers, words, format }: StepProps) {
  const labels = words.signOff;
  if (blockers.length > 0) return <Blocked blockers={blockers} words={words} format={format} />;
  if (!rights.enrolled) return <EnrolFirst words={words} />;
  return (
    <div className="mt-5 border-t pt-3">
      <h3 className="mb-2">{kind === 'signature' ? labels.sign : labels.countersign}</h3>
      {newest !== undefined && <p className="mb-3 rounded-md bg-notice p-3 text-on-notice">{labels.newer(format.count(newest))}</p>}
      <SignForm kind={kind} asked={asked} number={number} content={content} statement={labels.defaultStatement(format.instant(asOf, 'UTC'))} words={actionWords(words)} labels={strings(labels)} />
    </div>
  );
}

const EnrolFirst = ({ words: { signOff } }: { words: Words }) => (
  <p className="mt-3">{signOff.enrolFirst} <Link href="/settings/account#second-factor">{signOff.enrol}</Link>.</p>
);

const shown = 20;

function Blocked({ blockers, words: { signOff }, format }: { blockers: RunBlocker[]; words: Words; format: Formatter }) {
  const names = [...new Map(blockers.map((one) => [`${one.rule} ${one.purpose}`, one])).values()];
  return (
    <div role="note" className="mt-5 rounded-md border-2 border-danger p-4">
      <h3>{signOff.blocked}</h3>
      <p>{signOff.blockedNote}</p>
      <ul className="mt-1 list-disc ps-5">
        {names.slice(0, shown).map(({ rule, purpose, finding }) => <li key={finding}><Link className="inline-block py-1" href={`/findings/${encodeURIComponent(finding)}`}>{signOff.blocker(rule, purpose)}</Link></li>)}
        {names.length > shown && <li>{signOff.moreBlockers(format.count(names.length - shown))}</li>}
      </ul>
    </div>
  );
}
