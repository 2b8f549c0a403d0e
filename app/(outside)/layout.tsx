import type { ReactNode } from 'react';
import { getPreferences } from '@/auth/preferences';
import { Preferences } from '@/app/preferences';

/** The frame for readers without an account: no way into the console. */
export default async function OutsideLayout({ children }: { children: ReactNode }) {
  const { words } = await getPreferences();
  return (
    <div className="mx-auto flex min-h-dvh max-w-4xl flex-col gap-6 px-4 py-10">
      <p className="text-lg font-bold">{words.shell.product}</p>
      <main>{children}</main>
      <Preferences />
    </div>
  );
}
