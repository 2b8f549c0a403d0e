'use client';

import { addUser, closeUser, makeLink, setRole } from './actions';
import { resetAuthenticator, setLastDay } from './second-factor-actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { type Option, SelectField, TextField } from '@/components/form/field';

type CreateLabels = { name: string; email: string; role: string; language: string; createSubmit: string };

/** Makes an account and shows its sign-in link once. */
export function CreateUserForm({ words, labels, roles, languages }: { words: ActionWords; labels: CreateLabels; roles: Option[]; languages: Option[] }) {
  return (
    <ActionForm action={addUser} words={words} submit={labels.createSubmit}>
      {({ valueOf, errorOf }) => (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="name" label={labels.name} required autoComplete="off" defaultValue={valueOf('name')} error={errorOf('name')} />
          <TextField name="email" label={labels.email} type="email" required autoComplete="off" defaultValue={valueOf('email')} error={errorOf('email')} />
          <SelectField name="role" label={labels.role} options={roles} defaultValue={valueOf('role') ?? 'manager'} error={errorOf('role')} />
          <SelectField name="language" label={labels.language} options={languages} defaultValue={valueOf('language')} error={errorOf('language')} />
        </div>
      )}
    </ActionForm>
  );
}

type ManageLabels = { role: string; changeRole: string; changeRoleNote: string; changeRoleSubmit: string; roleChanged: string; link: string; linkNote: string; linkSubmit: string; disable: string; disableNote: string; disableSubmit: string; reset: string; resetNote: string; resetSubmit: string; resetDone: string; limit: string; limitNote: string; until: string; limitSubmit: string; limited: string };

/** What an admin can do with one account. */
export function ManageUserForms({ user, words, labels, roles }: { user: { id: string; name: string; role: string; enrolled: boolean; lastDay: string }; words: ActionWords; labels: ManageLabels; roles: Option[] }) {
  const hidden = <><input type="hidden" name="id" value={user.id} /><input type="hidden" name="name" value={user.name} /></>;
  return (
    <div className="grid gap-6 md:grid-cols-3">
      <section className="min-w-0">
        <h3>{labels.changeRole}</h3>
        <p className="mb-3 text-sm text-muted">{labels.changeRoleNote}</p>
        <ActionForm action={setRole} words={words} submit={labels.changeRoleSubmit} done={labels.roleChanged} primary={false}>
          {({ valueOf, errorOf }) => <>{hidden}<SelectField key={user.role} name="role" label={labels.role} options={roles} defaultValue={valueOf('role') ?? user.role} error={errorOf('role')} /></>}
        </ActionForm>
      </section>
      <section className="min-w-0">
        <h3>{labels.link}</h3>
        <p className="mb-3 text-sm text-muted">{labels.linkNote}</p>
        <ActionForm action={makeLink} words={words} submit={labels.linkSubmit} primary={false}>{() => hidden}</ActionForm>
      </section>
      {user.role !== 'admin' && (
        <section className="min-w-0">
          <h3>{labels.limit}</h3>
          <p className="mb-3 text-sm text-muted">{labels.limitNote}</p>
          <ActionForm action={setLastDay} words={words} submit={labels.limitSubmit} done={labels.limited} primary={false}>
            {({ valueOf, errorOf }) => <>{hidden}<TextField key={user.lastDay} name="until" type="date" label={labels.until} defaultValue={valueOf('until') ?? user.lastDay} error={errorOf('until')} /></>}
          </ActionForm>
        </section>
      )}
      {user.enrolled && (
        <section className="min-w-0">
          <h3>{labels.reset}</h3>
          <p className="mb-3 text-sm text-muted">{labels.resetNote}</p>
          <ActionForm action={resetAuthenticator} words={words} submit={labels.resetSubmit} done={labels.resetDone} primary={false}>{() => hidden}</ActionForm>
        </section>
      )}
      <section className="min-w-0">
        <h3>{labels.disable}</h3>
        <p className="mb-3 text-sm text-muted">{labels.disableNote}</p>
        <ActionForm action={closeUser} words={words} submit={labels.disableSubmit} primary={false}>{() => hidden}</ActionForm>
      </section>
    </div>
  );
}
