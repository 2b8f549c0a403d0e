import { AnswerForms, RemarkForm } from '@/app/(console)/purposes/[key]/remark-forms';
import { authorName } from '@/app/(console)/purposes/purpose-history';
import { workflowWords } from '@/app/(console)/purposes/workflow-words';
import { Section } from '@/components/ui/page';
import { fieldLabel } from '@/domain/purposes/labels';
import { recordShape } from '@/domain/purposes/shape';
import type { Comment, Purpose } from '@/domain/purposes/version-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { purpose: Purpose; version: number; mayWrite: boolean; words: Words; format: Formatter };

/** What was remarked on which field, with the answers below; open ones first. */
export function RemarksSection({ purpose, version, mayWrite, words, format }: Props) {
  const { remarks } = words.workflow;
  const answersTo = (id: string) => purpose.comments.filter((one) => one.answers === id);
  const isSettled = (comment: Comment) => answersTo(comment.id).some(({ settles }) => settles);
  const all = purpose.comments.filter(({ answers }) => answers === null).toSorted((a, b) => Number(isSettled(a)) - Number(isSettled(b)));
  const name = (path: string) => (path === '' ? remarks.whole : (words.record.parts[path as 'bases'] ?? fieldLabel(path, words)));
  const texts = workflowWords(words);
  const fields = [{ value: '', label: remarks.whole }, ...recordShape.flatMap((node) => (node.kind === 'group' ? [node, ...node.leaves] : node.kind === 'section' ? node.parts : [node])).map(({ path }) => ({ value: path, label: name(path) }))];
  const by = (comment: Comment) => <span className="text-sm text-muted">{words.workflow.by(authorName(comment.author, words), format.instant(comment.recordedAt, 'UTC'))}</span>;
  return (
    <Section id="remarks" title={remarks.title} note={all.length > 0 && remarks.open(format.count(all.filter((one) => !isSettled(one)).length))}>
      {all.length === 0 && <p className="text-muted">{remarks.none}</p>}
      <ol className="grid gap-4">
        {all.map((comment, n) => (
          <li key={comment.id} className="grid gap-1 border-t pt-3">
            <p><strong>{remarks.about(name(comment.path), comment.version)}</strong> {by(comment)} {isSettled(comment) && <span className="tag">{remarks.settled}</span>}</p>
            <p className="whitespace-pre-line">{comment.text}</p>
            {answersTo(comment.id).filter(({ text }) => text !== '').map((one) => <p key={one.id} className="ms-6 whitespace-pre-line">{one.text} {by(one)}</p>)}
            {mayWrite && !isSettled(comment) && (
              <details className="ms-6">
                <summary className="tap inline-flex cursor-pointer items-center text-sm underline decoration-1 underline-offset-2">{remarks.answerTo(n + 1)}</summary>
                <AnswerForms purpose={purpose.key} version={version} comment={comment.id} words={texts} />
              </details>
            )}
          </li>
        ))}
      </ol>
      {mayWrite && <RemarkForm purpose={purpose.key} version={version} fields={fields} words={texts} />}
    </Section>
  );
}
