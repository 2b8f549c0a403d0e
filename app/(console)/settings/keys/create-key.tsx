import { CreateKeyForm } from '@/app/(console)/settings/key-forms';
import { scopeName } from '@/app/(console)/settings/keys/key-table';
import { actionWords } from '@/app/action-words';
import { Section } from '@/components/ui/page';
import { keyScopes } from '@/domain/access/vocabulary';
import type { Words } from '@/domain/words/catalogue';

export function CreateKey({ words }: { words: Words }) {
  const { name, nameHint, scope, days, daysHint, create, createSubmit } = words.settings.keys;
  return (
    <Section id="create" title={create}>
      <CreateKeyForm words={actionWords(words)} labels={{ name, nameHint, scope, days, daysHint, createSubmit }} scopes={keyScopes.map((value) => ({ value, label: scopeName(value, words) }))} />
    </Section>
  );
}
