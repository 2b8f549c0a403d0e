import { RevokeShareForm, ShareForm } from '@/app/(console)/reports/[run]/share-forms';
import { actionWords } from '@/app/action-words';
import { Section } from '@/components/ui/page';
import { PlainTable } from '@/components/ui/plain-table';
import type { ShareRow } from '@/domain/reports/share-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { strings } from '@/domain/words/strings';

type Props = { number: number; exact: boolean; shares: ShareRow[]; makes: boolean; revokes: boolean; words: Words; format: Formatter };

/** The links to a run: who has one, how often it was used, and for whoever may, a new one. */
export function SharesSection({ number, exact, shares, makes, revokes, words, format }: Props) {
  const labels = words.signOff;
  const used = (n: number, most: number | null) => (most === null ? format.count(n) : labels.of(format.count(n), format.count(most)));
  return (
    <Section id="shares" title={labels.shares} note={labels.sharesNote}>
      {shares.length === 0 && <p className="mb-3">{labels.noShares}</p>}
      {shares.length > 0 && (
        <PlainTable
          caption={labels.caption}
          columns={[
            { id: 'reader', label: labels.reader }, { id: 'by', label: labels.madeBy }, { id: 'expires', label: labels.expires }, { id: 'password', label: labels.protection },
            { id: 'views', label: labels.opened, number: true }, { id: 'downloads', label: labels.downloaded, number: true }, { id: 'state', label: labels.state }, ...(revokes ? [{ id: 'revoke', label: labels.revoke, action: true }] : []),
          ]}
          rows={shares.map((share) => ({
            id: share.id,
            cells: {
              reader: share.reader, by: share.createdByName, expires: format.instant(share.expiresAt, 'UTC'), password: share.hasPassword ? labels.yes : labels.no,
              views: used(share.views, share.maxViews), downloads: used(share.downloads, share.maxDownloads), state: <span className="tag">{labels.states[share.state]}</span>,
              revoke: share.state === 'live' ? <RevokeShareForm id={share.id} words={actionWords(words)} submit={labels.revokeWhich(share.reader)} /> : null,
            },
          }))}
        />
      )}
      {makes && (
        <div className="mt-4">
          {exact && <p className="mb-3 rounded-md bg-notice p-3 text-on-notice">{labels.exactWarning}</p>}
          <ShareForm number={number} words={actionWords(words)} labels={strings(labels)} />
        </div>
      )}
    </Section>
  );
}
