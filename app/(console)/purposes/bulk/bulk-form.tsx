'use client';

import { saveSelection } from './actions';
import type { WorkflowWords } from '@/app/(console)/purposes/workflow-words';
import { ActionForm } from '@/components/form/action-form';

/** Saves what was checked: nothing to fill in any more. */
export function BulkForm({ words, values }: { words: WorkflowWords; values: Record<string, string> }) {
  return (
    <ActionForm action={saveSelection} words={words.action} submit={words.workflow.bulk.submit}>
      {() => Object.entries(values).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
    </ActionForm>
  );
}
