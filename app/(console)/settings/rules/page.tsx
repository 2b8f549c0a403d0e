import type { Metadata } from 'next';
import Link from 'next/link';
import { ThresholdForm } from '@/app/(console)/settings/rules/threshold-form';
import { lawLines, numberFields } from '@/app/(console)/settings/rules/threshold-fields';
import { actionWords } from '@/app/action-words';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Facts, Page, Section } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { readThresholds } from '@/domain/findings/settings-queries';
import { strings } from '@/domain/words/strings';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.findingPages.thresholds.title };
}

export default async function ThresholdsPage() {
  const viewer = await requireViewer();
  const { thresholds, changed } = await answer(readThresholds(viewer.actor));
  const { words, format } = await getPreferences();
  const texts = words.findingPages.thresholds;
  const action = actionWords(words);
  const fields = numberFields(thresholds, words);
  return (
    <Page title={texts.title} lead={texts.lead} above={<Link href="/settings">{words.settings.title}</Link>}>
      <Section id="thresholds" title={texts.ours} note={changed === null ? texts.shipped : `${texts.last(changed.by, format.instant(changed.at, 'UTC'))}: ${changed.reason}`}>
        {can(viewer.actor, 'findings:override')
          ? <ThresholdForm fields={fields} law={lawLines(thresholds)} labels={strings(texts)} words={{ ...action, problems: { ...action.problems, fields: { ...action.problems.fields, number_form: texts.number_form } } }} />
          : <Facts facts={[...fields.map(({ label, value }) => ({ term: label, description: value })), { term: texts.law, description: lawLines(thresholds) || '–' }]} />}
      </Section>
    </Page>
  );
}
