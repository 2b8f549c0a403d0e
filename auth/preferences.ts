import { cookies } from 'next/headers';
import { cache } from 'react';
import { type Formatter, formatter } from '@/domain/words/format';
import { type Words, words } from '@/domain/words/catalogue';
import { type Language, languages } from '@/domain/words/vocabulary';
import { getViewer } from '@/auth/viewer';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const preferenceCookies = { language: 'noticeboard.language', theme: 'noticeboard.theme' } as const;

/** The language and look this person chose: a cookie, else what their account says, else English and the system's look. */
export const getPreferences = cache(async (): Promise<{ language: Language; theme: Theme; words: Words; format: Formatter }> => {
  const jar = await cookies();
  const chosen = jar.get(preferenceCookies.language)?.value;
  const language = languages.find((code) => code === chosen) ?? (await getViewer())?.language ?? 'en';
  const theme = themes.find((name) => name === jar.get(preferenceCookies.theme)?.value) ?? 'system';
  return { language, theme, words: words(language), format: formatter(language) };
});
