import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { getPreferences } from '@/auth/preferences';
import './globals.css';

export const dynamic = 'force-dynamic';

export const metadata: Metadata = { title: { default: 'Noticeboard', template: '%s · Noticeboard' }, robots: { index: false, follow: false } };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { language, theme } = await getPreferences();
  return (
    <html lang={language} data-theme={theme}>
      <body>{children}</body>
    </html>
  );
}
