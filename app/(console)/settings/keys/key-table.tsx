import { RevokeKeyForm } from '@/app/(console)/settings/key-forms';
import { actionWords } from '@/app/action-words';
import { PlainTable } from '@/components/ui/plain-table';
import type { listKeys } from '@/domain/access/queries';
import type { KeyScope } from '@/domain/access/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type KeyRow = Awaited<ReturnType<typeof listKeys>>[number];
type Props = { keys: KeyRow[]; writes: boolean; now: Date; words: Words; format: Formatter };

/** Every key without its secret, and for whom may, the way to revoke each that still works. */
export function KeyTable({ keys, writes, now, words, format }: Props) {
  const labels = words.settings.keys;
  const day = (at: Date) => format.date(format.isoDay(at, 'UTC'));
  return (
    <section className="card min-w-0" aria-label={labels.caption}>
      <PlainTable
        caption={labels.caption}
        columns={[
          { id: 'name', label: labels.name }, { id: 'id', label: labels.id }, { id: 'scope', label: labels.scope }, { id: 'state', label: labels.state }, { id: 'created', label: labels.created }, { id: 'expires', label: labels.expires }, { id: 'used', label: labels.used },
          ...(writes ? [{ id: 'revoke', label: labels.revoke, action: true }] : []),
        ]}
        rows={keys.map((key) => {
          const state = keyState(key, now);
          return {
            id: key.id,
            cells: {
              name: key.name,
              id: <code>{key.id}</code>,
              scope: scopeName(key.scope, words),
              state: <span className={state === 'active' ? '' : 'text-muted'}>{labels.states[state]}</span>,
              created: day(key.createdAt),
              expires: day(key.expiresAt),
              used: key.lastUsedAt ? day(key.lastUsedAt) : labels.never,
              revoke: state === 'active' ? <RevokeKeyForm id={key.id} words={actionWords(words)} labels={{ revoke: labels.revoke, which: labels.revokeWhich(key.name), note: labels.revokeNote, submit: labels.revokeSubmit }} /> : null,
            },
          };
        })}
      />
    </section>
  );
}

export const scopeName = (scope: KeyScope, { settings, shell }: Words): string => (scope === 'ingest' || scope === 'sharing' ? settings.keys.scopes[scope] : settings.keys.scopes.role(shell.roles[scope]));

const keyState = ({ revokedAt, expiresAt }: KeyRow, now: Date) => (revokedAt ? 'revoked' : expiresAt <= now ? 'expired' : 'active');
