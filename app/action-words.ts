import type { ActionWords } from '@/components/form/action-form';
import type { Words } from '@/domain/words/catalogue';

/** The words every form of one action needs in the browser. */
export const actionWords = ({ shell, settings }: Words): ActionWords => ({
  problemTitle: shell.problem.title, problems: { fields: shell.fields, refusals: shell.refusals }, copy: settings.copy, copied: settings.copied,
});
