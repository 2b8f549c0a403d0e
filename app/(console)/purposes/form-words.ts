import type { ProblemWords } from '@/components/form/form-problems';
import type { Words } from '@/domain/words/catalogue';

/** The words of the form as plain text, `{what}` where a name goes in: all that travels to the browser beside the layout. */
export function formWords({ register, record, shell, workflow }: Words) {
  const { form, conflict, history, fields } = register;
  return {
    fields,
    terms: record.terms,
    form: { add: form.add('{what}'), remove: form.remove('{what}'), noEntries: form.noEntries, create: form.create, save: form.save, cancel: form.cancel, change: form.change, more: form.more },
    conflict: {
      body: conflict.body,
      changes: { same: conflict.order, before: history.before, after: history.after },
    },
    problemTitle: shell.problem.title,
    problems: { fields: { ...shell.fields, ...register.errors, ...workflow.errors }, refusals: { ...shell.refusals, unauthenticated: register.signInAgain } } satisfies ProblemWords,
    signIn: register.signInLink,
  };
}
export type FormWords = ReturnType<typeof formWords>;
