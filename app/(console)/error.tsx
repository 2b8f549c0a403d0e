'use client';

import { startTransition } from 'react';
import { useRouter } from 'next/navigation';

const texts = {
  en: { title: 'Something went wrong', body: 'Nothing was changed. The database may be out of reach for a moment. If it goes on, give your admin this number:', retry: 'Try again' },
  de: { title: 'Etwas ist schiefgegangen', body: 'Nichts wurde geändert. Vielleicht ist die Datenbank gerade nicht erreichbar. Hält es an, nennen Sie Ihrer Administration diese Nummer:', retry: 'Noch einmal versuchen' },
};

/** The catalogues come from the server, which may be what failed: these few words travel with the page. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter();
  const text = typeof document !== 'undefined' && document.documentElement.lang === 'de' ? texts.de : texts.en;
  const retry = () => startTransition(() => { router.refresh(); reset(); });
  return (
    <div role="alert">
      <h1>{text.title}</h1>
      <p className="my-3">{text.body} <code>{error.digest ?? '–'}</code></p>
      <button type="button" className="button button-primary" onClick={retry}>{text.retry}</button>
    </div>
  );
}
