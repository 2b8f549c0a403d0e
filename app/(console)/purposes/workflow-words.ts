import { actionWords } from '@/app/action-words';
import type { Words } from '@/domain/words/catalogue';
import { strings } from '@/domain/words/strings';

/** What the forms of a review need in the browser. */
export function workflowWords(words: Words) {
  const { workflow, shell } = words;
  const action = actionWords(words);
  const { submit, decide, end, bulk, settings, remarks } = workflow;
  return {
    workflow: { submit, decide, end, settings, bulk: strings(bulk), remarks: strings(remarks) },
    action: { ...action, problems: { fields: { ...shell.fields, ...workflow.errors }, refusals: { ...shell.refusals, ...workflow.refusals, ...workflow.errors } } },
  };
}
export type WorkflowWords = ReturnType<typeof workflowWords>;
