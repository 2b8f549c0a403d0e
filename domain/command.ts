import type { z } from 'zod';
import { type Actor, permit } from '@/domain/access/permissions';
import type { Permission } from '@/domain/access/vocabulary';
import { type Clock, systemClock } from '@/domain/clock';
import { invalid } from '@/domain/errors';
import { type Change, type EvidenceObject, append } from '@/domain/evidence/log';
import type { EvidenceAction } from '@/domain/evidence/vocabulary';
import { type Work, transact } from '@/db/client';

/** Free text or a person's data, to enter the log as a salted digest only. */
export { withheld } from '@/domain/evidence/log';

/** `now` was read when the transaction began; `clock` is for an instant that must be read under a lock. */
export type CommandContext<Input, Proof = void> = Work & { actor: Actor; input: Input; now: Date; clock: Clock; /** What `prove` returned. */ proof: Proof };

/** One entry of evidence: what it is about, and before/after. A command over several things may name the action of each. */
export type Entry = { action?: EvidenceAction; object: EvidenceObject } & Change;

/** What `run` must return: the answer and its evidence, one entry or, where several things are written at once, one for each; a write without evidence does not compile. */
export type Outcome<Result> = ({ result: Result } & Entry) | { result: Result; entries: Entry[] };

/** What follows from every command inside its transaction, once it has run and before its evidence is appended: told what the entries are about. */
export type Follower = (work: Work & { now: Date }, entries: readonly Entry[]) => Promise<void>;

declare global {
  var noticeboardFollower: Follower | undefined;
}

/** Says what follows from commands in this process: once, where the process starts. Kept with the process, since a bundler may load this file more than once. */
export function followCommands(follower: Follower): void {
  globalThis.noticeboardFollower = follower;
}

export type Command<Result> = (actor: Actor, input: unknown, clock?: Clock) => Promise<Result>;

/**
 * Makes a command: permit, parse, prove, transact, run, what follows, append evidence, in that order. The returned function throws `denied`,
 * `invalid` with the fields concerned, or whatever `run` throws; nothing is written unless all of it is.
 */
export function command<Schema extends z.ZodType, Result, Proof = void>(definition: {
  action: EvidenceAction;
  permission: Permission;
  input: Schema;
  /** What proves that the actor means it, such as a second factor: before the transaction, and kept whatever comes of it. */
  prove?(context: { actor: Actor; input: z.output<Schema>; clock: Clock }): Promise<Proof>;
  run(context: CommandContext<z.output<Schema>, Proof | undefined>): Promise<Outcome<Result>>;
}): Command<Result> {
  return async (actor, raw, clock = systemClock) => {
    permit(actor, definition.permission);
    const input = parse(definition.input, raw);
    const proof = await definition.prove?.({ actor, input, clock });
    return transact(async (work) => {
      const now = clock();
      const { result, ...outcome } = await definition.run({ ...work, actor, input, now, clock, proof });
      const entries = 'entries' in outcome ? outcome.entries : [outcome];
      await globalThis.noticeboardFollower?.({ ...work, now }, entries);
      for (const { action = definition.action, object, ...change } of entries) {
        await append(work.tx, { action, actor, object, at: now, ...change });
      }
      return result;
    });
  };
}

/** Returns the parsed value, or throws `invalid` with one entry per field, each named by its dotted path. */
export function parse<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }));
  const first = fields[0];
  throw invalid(first ? `${first.field || 'input'}: ${first.message}` : 'The input is not valid.', fields);
}
