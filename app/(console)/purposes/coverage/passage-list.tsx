import Link from 'next/link';
import { LinkForm, UnlinkForm } from '@/app/(console)/purposes/coverage/passage-forms';
import { workflowWords } from '@/app/(console)/purposes/workflow-words';
import { Section } from '@/components/ui/page';
import type { Coverage, NoticeChoice } from '@/domain/campaigns/passage-queries';
import type { Words } from '@/domain/words/catalogue';

type Props = { about: NoticeChoice; coverage: Coverage; mayWrite: boolean; words: Words };

/** The text of a notice, passage by passage, and what neither side covers. */
export function PassageList({ about, coverage, mayWrite, words }: Props) {
  const { coverage: t } = words.transparency;
  const uncovered = coverage.purposes.filter(({ covered }) => !covered);
  const options = [{ value: '', label: t.choose }, ...coverage.purposes.map(({ key, title }) => ({ value: key, label: `${key} ${title}` }))];
  const { action } = workflowWords(words);
  const labels = { purpose: t.purpose, submit: t.submit, unlink: t.unlink };
  return (
    <>
      <div className="grid gap-5 md:grid-cols-2">
        <Section id="uncovered" title={t.uncovered}>
          {uncovered.length === 0 ? <p>{t.all}</p> : <ul className="list-disc ps-5">{uncovered.map(({ key, title }) => <li key={key}><Link href={`/purposes/${key}`} className="tap inline-flex min-h-6 items-center">{key}</Link> {title}</li>)}</ul>}
        </Section>
        <Section id="unlinked" title={t.uncoveredPassages}>
          <ul className="list-disc ps-5">{coverage.passages.map((passage, n) => ({ ...passage, n })).filter(({ links }) => links.length === 0).map(({ start, n }) => <li key={start}><a href={`#passage-${n + 1}`} className="tap inline-flex min-h-6 items-center">{t.passage(n + 1)}</a></li>)}</ul>
        </Section>
      </div>
      <Section id="passages" title={t.passages}>
        <ol className="grid gap-4">
          {coverage.passages.map(({ start, end, text, links }, n) => (
            <li key={start} id={`passage-${n + 1}`} className="grid gap-2 border-t pt-3">
              <blockquote className={`max-w-prose border-s-4 ps-3 ${links.length === 0 ? 'border-danger' : 'border-accepted'}`}>{text}</blockquote>
              <p className="text-sm text-muted">{links.length === 0 ? t.unlinked : t.linked}</p>
              {links.map(({ id, purpose }) => (
                <div key={id} className="flex flex-wrap items-center gap-3"><Link href={`/purposes/${purpose}`} className="tap inline-flex min-h-6 items-center">{purpose}</Link>{mayWrite && <UnlinkForm id={id} labels={{ ...labels, unlink: `${t.unlink}: ${purpose}` }} words={action} />}</div>
              ))}
              {mayWrite && (
                <details>
                  <summary className="tap inline-flex cursor-pointer items-center text-sm underline decoration-1 underline-offset-2">{t.linkOf(n + 1)}</summary>
                  <LinkForm about={{ campaign: about.campaign, notice: about.notice, start, end }} prefix={`passage-${n + 1}-`} options={options} labels={labels} words={action} />
                </details>
              )}
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
}
