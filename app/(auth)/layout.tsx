import type { ReactNode } from 'react';
import { getPreferences } from '@/auth/preferences';
import { Preferences } from '@/app/preferences';

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { words } = await getPreferences();
  return (
    <div className="mx-auto flex min-h-dvh max-w-md flex-col gap-6 px-4 py-10">
      <p className="text-lg font-bold">{words.shell.product}</p>
      <main className="card">{children}</main>
      <Preferences />
    </div>
  );
}
