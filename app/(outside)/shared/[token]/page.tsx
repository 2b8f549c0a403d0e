import type { Metadata } from 'next';
import { OpenForm } from '@/app/(outside)/shared/[token]/open-form';
import { keptPasses } from '@/app/(outside)/shared/[token]/share-cookie';
import { SharedReport } from '@/app/(outside)/shared/[token]/shared-report';
import { actionWords } from '@/app/action-words';
import { getPreferences } from '@/auth/preferences';
import { answer } from '@/auth/viewer';
import { Page } from '@/components/ui/page';
import { sharedReport } from '@/domain/reports/share-queries';
import { strings } from '@/domain/words/strings';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.signOff.shared.title, robots: { index: false, follow: false, nocache: true }, referrer: 'same-origin' };
}

export default async function SharedPage({ params }: PageProps<'/shared/[token]'>) {
  const { token } = await params;
  const report = await answer(sharedReport(token, await keptPasses()));
  const { words, format } = await getPreferences();
  const { shared } = words.signOff;
  if (report.state === 'open') return <SharedReport token={token} report={report} words={words} format={format} />;
  return (
    <Page title={shared.title} lead={shared.closed}>
      <div className="card">
        <p className="mb-4 text-muted">{shared.counted}</p>
        <OpenForm token={token} needsPassword={report.needsPassword} words={actionWords(words)} labels={strings(shared)} />
      </div>
    </Page>
  );
}
