import Link from 'next/link';
import { type Actor, can } from '@/domain/access/permissions';
import type { Words } from '@/domain/words/catalogue';

/** Where one can go from the register, and the one primary action. */
export function RegisterActions({ actor, words }: { actor: Actor; words: Words }) {
  return (
    <>
      <Link className="button" href="/purposes/table">{words.transparency.link}</Link>
      <Link className="button" href="/purposes/matrix">{words.transparency.matrix.link}</Link>
      <Link className="button" href="/purposes/coverage">{words.transparency.coverage.link}</Link>
      <Link className="button" href="/purposes/export">{words.exchange.export.link}</Link>
      {can(actor, 'purposes:write') && <Link className="button" href="/purposes/import">{words.exchange.import.link}</Link>}
      {can(actor, 'purposes:write') && <Link className="button" href="/purposes/text">{words.exchange.text.title}</Link>}
      {can(actor, 'purposes:write') && <Link className="button" href="/purposes/review">{words.workflow.queue.link}</Link>}
      {can(actor, 'purposes:write') && <Link className="button button-primary" href="/purposes/new">{words.register.add}</Link>}
    </>
  );
}
