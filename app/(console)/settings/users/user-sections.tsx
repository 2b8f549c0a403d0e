import Link from 'next/link';
import { CreateUserForm, ManageUserForms } from '@/app/(console)/settings/user-forms';
import type { UserRow } from '@/app/(console)/settings/users/user-table';
import { actionWords } from '@/app/action-words';
import { Section } from '@/components/ui/page';
import { roles } from '@/domain/access/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import { strings } from '@/domain/words/strings';
import { languages } from '@/domain/words/vocabulary';

const roleOptions = ({ shell }: Words) => roles.map((value) => ({ value, label: shell.roles[value] }));

const lastDayOf = ({ expiresAt }: UserRow) => (expiresAt === null ? '' : new Date(expiresAt.getTime() - 1).toISOString().slice(0, 10));

export function ManageUser({ user, words }: { user: UserRow; words: Words }) {
  const labels = words.settings.users;
  return (
    <Section id="manage" title={labels.manageWhom(user.name)} actions={<Link className="button" href="/settings/users">{labels.close}</Link>}>
      <ManageUserForms
        key={user.id}
        user={{ id: user.id, name: user.name, role: user.role, enrolled: user.enrolledAt !== null, lastDay: lastDayOf(user) }}
        words={actionWords(words)}
        roles={roleOptions(words)}
        labels={{
          role: labels.role, changeRole: labels.changeRole, changeRoleNote: labels.changeRoleNote, changeRoleSubmit: labels.changeRoleSubmit, roleChanged: labels.roleChanged,
          link: labels.link, linkNote: labels.linkNote, linkSubmit: labels.linkSubmit, disable: labels.disable, disableNote: labels.disableNote, disableSubmit: labels.disableSubmit, ...strings(words.secondFactor),
        }}
      />
    </Section>
  );
}

export function CreateUser({ words }: { words: Words }) {
  const { name, email, role, language, create, createNote, createSubmit } = words.settings.users;
  return (
    <Section id="create" title={create}>
      <p className="mb-3 text-muted">{createNote}</p>
      <CreateUserForm words={actionWords(words)} labels={{ name, email, role, language, createSubmit }} roles={roleOptions(words)} languages={languages.map((value) => ({ value, label: words.shell.language[value] }))} />
    </Section>
  );
}
