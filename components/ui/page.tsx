import type { ReactNode } from 'react';

type Props = { title: string; lead?: ReactNode; above?: ReactNode; actions?: ReactNode; children: ReactNode };

/** One heading, what it means in a sentence, the actions, then the content. */
export function Page({ title, lead, above, actions, children }: Props) {
  return (
    <>
      <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-3xl">
          {above && <div className="mb-1 text-sm text-muted">{above}</div>}
          <h1>{title}</h1>
          {lead && <p className="mt-2 text-lg text-muted">{lead}</p>}
        </div>
        {actions && <div className="no-print flex flex-wrap items-end gap-2">{actions}</div>}
      </header>
      <div className="grid gap-5">{children}</div>
    </>
  );
}

export function Section({ title, id, actions, children, note }: { title: string; id?: string; actions?: ReactNode; children: ReactNode; note?: ReactNode }) {
  return (
    <section aria-labelledby={id} className="card min-w-0">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-2">
        <h2 id={id}>{title}</h2>
        {actions && <div className="no-print flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
      {note && <p className="mt-3 text-sm text-muted">{note}</p>}
    </section>
  );
}

/** Facts as a list of terms and their descriptions. */
export function Facts({ facts }: { facts: { term: string; description: ReactNode }[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[minmax(9rem,14rem)_1fr]">
      {facts.map(({ term, description }) => (
        <div key={term} className="contents">
          <dt className="text-muted">{term}</dt>
          <dd className="mb-1 min-w-0 sm:mb-0">{description}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="rounded-md border border-dashed p-6 text-center text-muted">{children}</p>;
}

export function Banner({ children, label }: { children: ReactNode; label: string }) {
  return (
    <section aria-label={label} className="border-b bg-notice px-4 py-2 text-sm text-on-notice">
      <div className="mx-auto max-w-7xl">{children}</div>
    </section>
  );
}
