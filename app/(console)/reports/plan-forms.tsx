'use client';

import { dropPreset, stopSchedule } from './actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';

type Props = { id: number; words: ActionWords; label: string };

export function DropPreset({ id, words, label }: Props) {
  return <ActionForm action={dropPreset} words={words} submit={label} primary={false}>{() => <input type="hidden" name="id" value={id} />}</ActionForm>;
}

export function StopSchedule({ id, words, label }: Props) {
  return <ActionForm action={stopSchedule} words={words} submit={label} primary={false}>{() => <input type="hidden" name="id" value={id} />}</ActionForm>;
}
