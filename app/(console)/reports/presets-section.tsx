import Link from 'next/link';
import { actionWords } from '@/app/action-words';
import { DropPreset } from '@/app/(console)/reports/plan-forms';
import { builderFrom, hrefOf } from '@/app/(console)/reports/new/search-params';
import { answer } from '@/auth/viewer';
import { Section } from '@/components/ui/page';
import { PlainTable } from '@/components/ui/plain-table';
import type { Actor } from '@/domain/access/permissions';
import { listPresets } from '@/domain/reports/plan-queries';
import type { Words } from '@/domain/words/catalogue';

/** Requests that were kept under a name: one's own and those that are shared. Nothing, where there is none. */
export async function PresetsSection({ actor, words }: { actor: Actor; words: Words }) {
  const presets = await answer(listPresets(actor));
  if (presets.length === 0) return null;
  const { presets: texts } = words.builder;
  const columns = [{ id: 'name', label: words.builder.name }, { id: 'type', label: words.runs.type }, { id: 'who', label: texts.who }, { id: 'drop', label: texts.drop, action: true }];
  const rows = presets.map((preset) => ({
    id: String(preset.id),
    cells: {
      name: <Link className="tap inline-flex items-center" href={hrefOf(builderFrom(preset.request), 'period')}>{preset.name}</Link>,
      type: words.reports.types[preset.request.type],
      who: preset.own ? (preset.shared ? texts.ownShared : texts.own) : texts.sharedBy(preset.ownerName),
      drop: preset.own && <DropPreset id={preset.id} words={actionWords(words)} label={texts.drop} />,
    },
  }));
  return <Section id="presets" title={texts.title} note={texts.note}><PlainTable caption={texts.title} columns={columns} rows={rows} /></Section>;
}
