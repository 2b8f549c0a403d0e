import Link from 'next/link';
import { deadlineSentence, headline, partsOf } from '@/app/(console)/campaigns/[campaign]/sentences';
import { PartsFigure } from '@/app/(console)/campaigns/[campaign]/parts-figure';
import { getPreferences } from '@/auth/preferences';
import { answer } from '@/auth/viewer';
import type { Viewer } from '@/domain/access/queries';
import type { Campaign } from '@/domain/campaigns/queries';
import { readUptake } from '@/domain/uptake/queries';

/** One campaign in a card: its sentence, its deadline and where everyone stands. */
export async function CampaignCard({ viewer, campaign }: { viewer: Viewer; campaign: Campaign }) {
  const { words, format } = await getPreferences();
  const view = await answer(readUptake(viewer.actor, { campaign: campaign.key }));
  return (
    <article className="card">
      <h2><Link href={`/campaigns/${campaign.key}`}>{campaign.title}</Link></h2>
      {campaign.illustrative && <p className="mt-1"><span className="tag bg-notice text-on-notice">{words.shell.illustrativeShort}</span></p>}
      <p className="mt-2">{headline(view, words, format)} {deadlineSentence(view, words, format)}</p>
      <PartsFigure parts={partsOf(view.total, words)} total={view.total.population} words={words} format={format} />
      <p className="mt-2 text-sm text-muted">{words.shell.asOf} {format.endInstant(view.asOf, campaign.zone)}</p>
    </article>
  );
}
