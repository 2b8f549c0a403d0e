import Link from 'next/link';
import { AskAgainSection } from '@/app/(console)/campaigns/[campaign]/clearance/ask-again-section';
import { detailAddress } from '@/app/(console)/campaigns/[campaign]/clearance/sharings-section';
import { Why, basisText, clearedText } from '@/app/(console)/campaigns/[campaign]/clearance/why';
import { answer } from '@/auth/viewer';
import { Section } from '@/components/ui/page';
import { PlainTable } from '@/components/ui/plain-table';
import type { Viewer } from '@/domain/access/queries';
import { readAskAgain } from '@/domain/clearance/ask-again-queries';
import { campaignsOfPurpose, readClearance } from '@/domain/clearance/queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';

type Props = { purpose: string; viewer: Viewer; words: Words; format: Formatter };

/** For how many people this purpose's sharing may go ahead today, in each campaign whose texts carry it, and whose answers it has outgrown. */
export async function ClearanceSection({ purpose, viewer, words, format }: Props) {
  const { clearance } = words;
  const { columns } = clearance;
  const campaigns = await campaignsOfPurpose(viewer.actor, purpose);
  const views = await answer(Promise.all(campaigns.map(({ key }) => readClearance(viewer.actor, { campaign: key, purpose }))));
  const again = await answer(Promise.all(campaigns.map(({ key }) => readAskAgain(viewer.actor, { campaign: key, purpose }))));
  const rows = views.flatMap((view) => view.rows.map((row) => ({ view, row })));
  return (
    <>
      <Section id="clearance" title={clearance.ofPurpose} note={rows.length > 0 && <>{clearance.register} {views.some(({ exact }) => !exact) && clearance.withheld}</>}>
        {rows.length === 0 ? <p className="text-muted">{clearance.noCampaign}</p> : (
          <PlainTable
            caption={clearance.ofPurpose}
            columns={[{ id: 'campaign', label: clearance.campaign, long: true }, { id: 'jurisdiction', label: columns.jurisdiction }, { id: 'basis', label: columns.basis }, { id: 'cleared', label: columns.cleared, number: true }, { id: 'mustNot', label: columns.mustNot, number: true }, { id: 'why', label: columns.why, long: true }]}
            rows={rows.map(({ view, row }, i) => ({
              id: String(i),
              cells: {
                campaign: <Link href={detailAddress(view.campaign.key, row, undefined)}>{view.campaign.title}</Link>,
                jurisdiction: placeName(row.jurisdiction, words.law.places),
                basis: basisText(row, words),
                cleared: clearedText(row, view.exact, words, format),
                mustNot: view.exact ? format.count(row.mustNot) : words.uptake.suppressed,
                why: <Why row={row} words={words} format={format} />,
              },
            }))}
          />
        )}
      </Section>
      {again.flat().length > 0 && <AskAgainSection rows={again.flat()} zone={views[0]?.campaign.zone ?? 'UTC'} words={words} format={format} />}
    </>
  );
}
