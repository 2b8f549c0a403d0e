import Link from 'next/link';
import { LinkForm, UnlinkForm } from '@/app/(console)/purposes/coverage/passage-forms';
import { type CoverageSearch, coverageQuery } from '@/app/(console)/purposes/coverage/search-params';
import { FocusField } from '@/app/(console)/purposes/focus-field';
import { workflowWords } from '@/app/(console)/purposes/workflow-words';
import { Section } from '@/components/ui/page';
import type { Coverage, NoticeChoice } from '@/domain/campaigns/passage-queries';
import type { Words } from '@/domain/words/catalogue';

type Props = { about: NoticeChoice; coverage: Coverage; search: CoverageSearch; mayWrite: boolean; words: Words };

/** The text of a notice, passage by passage, with the purposes each speaks of. The form stands at the one that is being linked: it names every purpose of the register. */
export function PassageList({ about, coverage, search, mayWrite, words }: Props) {
  const { coverage: t } = words.transparency;
  const { action } = workflowWords(words);
  const labels = { purpose: t.purpose, submit: t.submit, unlink: t.unlink };
  const options = () => [{ value: '', label: t.choose }, ...coverage.purposes.map(({ key, title }) => ({ value: key, label: `${key} ${title}` }))];
  return (
    <Section id="passages" title={t.passages}>
      <ol className="grid gap-4">
        {coverage.passages.map(({ start, end, text, links }, n) => (
          <li key={start} id={`passage-${n + 1}`} className="grid gap-2 border-t pt-3">
            <blockquote className={`max-w-prose border-s-4 ps-3 ${links.length === 0 ? 'border-danger' : 'border-accepted'}`}>{text}</blockquote>
            <p className="text-sm text-muted">{links.length === 0 ? t.unlinked : t.linked}</p>
            {links.map(({ id, purpose }) => (
              <div key={id} className="flex flex-wrap items-center gap-3"><Link href={`/purposes/${purpose}`} className="tap inline-flex min-h-6 items-center">{purpose}</Link>{mayWrite && <UnlinkForm id={id} labels={{ ...labels, unlink: `${t.unlink}: ${purpose}` }} words={action} />}</div>
            ))}
            {mayWrite && (search.passage === n + 1 ? (
              <fieldset className="grid max-w-prose gap-2">
                <legend className="text-sm font-semibold">{t.linkOf(n + 1)}</legend>
                <LinkForm about={{ campaign: about.campaign, notice: about.notice, start, end }} prefix={`passage-${n + 1}-`} options={options()} labels={labels} words={action} />
                <FocusField name={`passage-${n + 1}-purpose`} />
                <Link href={`${coverageQuery({ ...search, passage: 0 })}#passage-${n + 1}`} className="tap inline-flex items-center justify-self-start text-sm">{t.notLink}</Link>
              </fieldset>
            ) : (
              <Link href={`${coverageQuery({ ...search, passage: n + 1 })}#passage-${n + 1}`} className="tap inline-flex items-center justify-self-start text-sm underline decoration-1 underline-offset-2">{t.linkOf(n + 1)}</Link>
            ))}
          </li>
        ))}
      </ol>
    </Section>
  );
}
