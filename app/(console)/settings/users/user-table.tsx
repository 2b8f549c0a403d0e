import Link from 'next/link';
import { PlainTable } from '@/components/ui/plain-table';
import type { listUsers } from '@/domain/access/queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

export type UserRow = Awaited<ReturnType<typeof listUsers>>[number];

type Props = { users: UserRow[]; writes: boolean; words: Words; format: Formatter };

/** Everybody with an account, and for whom may change them, a way to each. */
export function UserTable({ users, writes, words, format }: Props) {
  const { shell, secondFactor } = words;
  const labels = words.settings.users;
  return (
    <section className="card min-w-0" aria-label={labels.caption}>
      <PlainTable
        caption={labels.caption}
        columns={[
          { id: 'name', label: labels.name }, { id: 'email', label: labels.email }, { id: 'role', label: labels.role }, { id: 'state', label: labels.state }, { id: 'factor', label: secondFactor.state }, { id: 'created', label: labels.created },
          ...(writes ? [{ id: 'manage', label: labels.manage, action: true }] : []),
        ]}
        rows={users.map((user) => ({
          id: user.id,
          cells: {
            name: user.name,
            email: <span className="break-all">{user.email}</span>,
            role: shell.roles[user.role],
            state: stateOf(user, words, format),
            factor: user.enrolledAt ? secondFactor.on : secondFactor.off,
            created: format.date(format.isoDay(user.createdAt, 'UTC')),
            manage: user.disabledAt ? null : <Link className="tap inline-flex items-center" aria-label={labels.manageWhom(user.name)} href={`/settings/users?user=${user.id}#manage`}>{labels.manage}</Link>,
          },
        }))}
      />
    </section>
  );
}

/** Active, with its last day where it has one; else since when not any more. */
function stateOf({ disabledAt, expiresAt, isOver }: UserRow, { settings, secondFactor }: Words, format: Formatter) {
  if (disabledAt) return <span className="text-muted">{settings.users.disabled(format.instant(disabledAt, 'UTC'))}</span>;
  if (expiresAt === null) return settings.users.active;
  return isOver ? <span className="text-muted">{secondFactor.over(format.endInstant(expiresAt, 'UTC'))}</span> : secondFactor.ends(format.endInstant(expiresAt, 'UTC'));
}
