'use server';

import { cookies } from 'next/headers';
import { actAnonymously } from '@/auth/action';
import { preferenceCookies, themes } from '@/auth/preferences';
import { languages } from '@/domain/words/vocabulary';

export async function savePreferences(form: FormData): Promise<void> {
  await actAnonymously(form, async (values) => {
    const jar = await cookies();
    const options = { path: '/', maxAge: 31_536_000, sameSite: 'lax', httpOnly: true } as const;
    const language = languages.find((code) => code === values.language);
    const theme = themes.find((name) => name === values.theme);
    if (language) jar.set(preferenceCookies.language, language, options);
    if (theme) jar.set(preferenceCookies.theme, theme, options);
  });
}
