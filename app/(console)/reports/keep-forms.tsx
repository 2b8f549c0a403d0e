'use client';

import { keepPreset, setUpSchedule } from './actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { CheckField, type Option, SelectField, TextField } from '@/components/form/field';

type Labels = { name: string; shared: string; sharedHint: string; keep: string; kept: string; rhythm: string; hour: string; hourHint: string; days: string; daysHint: string; keepDays: string; keepDaysHint: string; setUp: string; isSetUp: string };
type Shared = { kept: string; words: ActionWords; labels: Labels };

/** Keeps the request under a name. */
export function PresetForm({ kept, words, labels }: Shared) {
  return (
    <ActionForm action={keepPreset} words={words} submit={labels.keep} done={labels.kept} primary={false} prefix="preset-">
      {({ valueOf, errorOf }) => (
        <>
          <input type="hidden" name="request" value={kept} />
          <TextField name="name" id="preset-name" label={labels.name} required maxLength={100} defaultValue={valueOf('name')} error={errorOf('name')} />
          <CheckField name="shared" label={labels.shared} hint={labels.sharedHint} defaultChecked={valueOf('shared') === 'true'} />
        </>
      )}
    </ActionForm>
  );
}

/** Has the request made regularly. */
export function ScheduleForm({ kept, words, labels, zone, rhythms }: Shared & { zone: string; rhythms: Option[] }) {
  return (
    <ActionForm action={setUpSchedule} words={words} submit={labels.setUp} done={labels.isSetUp} primary={false} prefix="schedule-">
      {({ valueOf, errorOf }) => (
        <div className="grid gap-4 sm:grid-cols-2">
          <input type="hidden" name="request" value={kept} />
          <input type="hidden" name="zone" value={zone} />
          <TextField name="name" id="schedule-name" label={labels.name} required maxLength={100} defaultValue={valueOf('name')} error={errorOf('name')} />
          <SelectField name="rhythm" id="schedule-rhythm" label={labels.rhythm} options={rhythms} defaultValue={valueOf('rhythm')} error={errorOf('rhythm')} />
          <TextField name="hour" id="schedule-hour" type="number" min={0} max={23} label={labels.hour} hint={`${labels.hourHint} ${zone}`} defaultValue={valueOf('hour') ?? '6'} error={errorOf('hour')} />
          <TextField name="days" id="schedule-days" type="number" min={0} max={365} label={labels.days} hint={labels.daysHint} defaultValue={valueOf('days') ?? '7'} error={errorOf('days')} />
          <TextField name="keep_days" id="schedule-keep_days" type="number" min={1} max={3650} label={labels.keepDays} hint={labels.keepDaysHint} defaultValue={valueOf('keep_days')} error={errorOf('keep_days')} />
        </div>
      )}
    </ActionForm>
  );
}
