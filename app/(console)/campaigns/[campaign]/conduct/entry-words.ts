import type { EntryOptions, EntryWords } from '@/app/(console)/campaigns/[campaign]/conduct/entry-form';
import { actionWords } from '@/app/action-words';
import { changeTypes, prominences } from '@/domain/campaigns/vocabulary';
import { legalNatures, platforms } from '@/domain/notices/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import { placeName } from '@/domain/words/place-name';

/** What the forms need in the browser. */
export function entryWords(words: Words): EntryWords {
  const { conduct } = words;
  const action = actionWords(words);
  return {
    record: conduct.submit, done: conduct.done, notOffered: conduct.notOffered, fields: conduct.fields, hints: conduct.hints,
    action: { ...action, problems: { ...action.problems, fields: { ...action.problems.fields, instant_form: conduct.hints.at } } },
  };
}

/** What may be chosen; one act may cover terms and a privacy notice together, which is what rule CAM-06 looks for. */
export function entryOptions(areas: readonly string[], { conduct, law, uptake }: Words): EntryOptions {
  return {
    area: [{ value: '', label: conduct.everywhere }, ...areas.map((value) => ({ value, label: placeName(value, law.places) }))],
    platform: [{ value: '', label: conduct.everyPlatform }, ...platforms.map((value) => ({ value, label: uptake.platforms[value] }))],
    type: changeTypes.map((value) => ({ value, label: conduct.changeTypes[value] })),
    prominence: prominences.map((value) => ({ value, label: conduct.prominences[value] })),
    material: [{ value: '', label: conduct.notSaid }, { value: 'true', label: conduct.yes }, { value: 'false', label: conduct.no }],
    nature: [
      { value: '', label: conduct.notSaid }, ...legalNatures.map((value) => ({ value: value as string, label: law.natures[value] })),
      { value: 'contract_terms,privacy_notice', label: `${law.natures.contract_terms} + ${law.natures.privacy_notice}` },
    ],
  };
}
