import { CodeForm } from '@/app/(auth)/sign-in/code-form';
import { actionWords } from '@/app/action-words';
import type { Words } from '@/domain/words/catalogue';
import { strings } from '@/domain/words/strings';

/** The second step of signing in. */
export function CodeStep({ next, words }: { next: string; words: Words }) {
  const { secondFactor } = words;
  return (
    <>
      <h1 className="mb-2">{secondFactor.signInTitle}</h1>
      <p className="mb-4 text-muted">{secondFactor.signInBody}</p>
      <CodeForm next={next} words={actionWords(words)} labels={strings(secondFactor)} />
      <p className="mt-4 text-sm text-muted">{secondFactor.lost}</p>
    </>
  );
}
