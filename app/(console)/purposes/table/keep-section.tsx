import { KeepForm } from '@/app/(console)/purposes/table/keep-form';
import { workflowWords } from '@/app/(console)/purposes/workflow-words';
import { answer } from '@/auth/viewer';
import { Section } from '@/components/ui/page';
import { type Actor, can } from '@/domain/access/permissions';
import { listKeptTables, listNotices } from '@/domain/campaigns/passage-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { strings } from '@/domain/words/strings';

type Props = { actor: Actor; jurisdiction: string; words: Words; format: Formatter };

/** Tables of this jurisdiction that were kept with a notice, and the form to keep today's. */
export async function KeepSection({ actor, jurisdiction, words, format }: Props) {
  const { keep } = words.transparency;
  const [kept, notices] = await answer(Promise.all([listKeptTables(actor, jurisdiction), listNotices(actor)]));
  return (
    <Section id="keep" title={keep.title}>
      {can(actor, 'purposes:write') && notices.length > 0 && (
        <KeepForm jurisdiction={jurisdiction} notices={notices.map(({ campaign, notice }) => ({ value: `${campaign} ${notice}`, label: `${campaign}: ${notice}` }))} labels={strings(keep)} words={workflowWords(words).action} />
      )}
      <h3 className="mt-4">{keep.kept}</h3>
      {kept.length === 0 ? <p className="text-muted">{keep.none}</p> : <ul className="grid gap-1">{kept.map(({ id, notice, language, author, recordedAt, sha256 }) => <li key={id} className="break-words">{notice} ({language}): <span className="text-muted">{keep.by(author, format.instant(recordedAt, 'UTC'), sha256.slice(0, 16))}</span></li>)}</ul>}
    </Section>
  );
}
