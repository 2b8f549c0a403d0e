import Link from 'next/link';
import { type Actor, can } from '@/domain/access/permissions';
import type { Words } from '@/domain/words/catalogue';

/** Where one can go from the register, and the one primary action. */
export function RegisterActions({ actor, words }: { actor: Actor; words: Words }) {
  return (
    <>
      {can(actor, 'purposes:write') && <Link className="button" href="/purposes/review">{words.workflow.queue.link}</Link>}
      {can(actor, 'purposes:write') && <Link className="button button-primary" href="/purposes/new">{words.register.add}</Link>}
    </>
  );
}
