'use client';

import { saveRegisterSettings } from './actions';
import type { WorkflowWords } from '@/app/(console)/purposes/workflow-words';
import { ActionForm } from '@/components/form/action-form';
import { CheckField, TextArea } from '@/components/form/field';

/** Allows or forbids that an author decides on their own work. */
export function SettingForm({ allowed, words }: { allowed: boolean; words: WorkflowWords }) {
  const { settings } = words.workflow;
  return (
    <div className="mt-4">
      <ActionForm action={saveRegisterSettings} words={words.action} submit={settings.submit} done={settings.done}>
        {({ valueOf, errorOf }) => (
          <>
            <input type="hidden" name="setting" value="own_approval" />
            <CheckField key={`${allowed}`} name="ownApproval" label={settings.label} defaultChecked={valueOf('ownApproval') ? valueOf('ownApproval') === 'true' : allowed} />
            <TextArea name="reason" label={settings.reason} required maxLength={500} rows={2} defaultValue={valueOf('reason')} error={errorOf('reason')} />
          </>
        )}
      </ActionForm>
    </div>
  );
}
