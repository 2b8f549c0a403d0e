import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SampleOptions } from '@/bench/sample-events';

export type SenderOrder = { kind: 'make'; bodies: SampleOptions[] } | { kind: 'send'; port: number; /** Null: those that were made. */ bodies: SampleOptions[] | null };
export type SenderAnswer = { error: string | null };

/** Sends bodies over HTTP from a process of its own, as an importer's clients do: each call of `send` sends its bodies at once, and resolves when all were answered. One order at a time. */
export type Sender = { send(bodies: SampleOptions[]): Promise<void>; /** Makes the bodies now; they are sent when the result is called. */ ready(bodies: SampleOptions[]): Promise<() => Promise<void>>; close(): void };

/** A sender to a port on loopback. Rejects with what the other side answered when it stored nothing or refused something, and when the process is gone. */
export function openSender(port: number): Sender {
  const child = fork(fileURLToPath(new URL('./sender-child.ts', import.meta.url)), [], { execArgv: ['--import', 'tsx'] });
  const gone = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`The sender ended: ${signal ?? code}.`)));
  });
  gone.catch(() => undefined); // Whoever waits is told.
  const follow = async (order: SenderOrder) => {
    const said = once(child, 'message') as Promise<[SenderAnswer]>;
    child.send(order);
    const [{ error }] = await Promise.race([said, gone]);
    if (error !== null) throw new Error(error);
  };
  return {
    send: (bodies) => follow({ kind: 'send', port, bodies }),
    ready: async (bodies) => {
      await follow({ kind: 'make', bodies });
      return () => follow({ kind: 'send', port, bodies: null });
    },
    close: () => child.kill(),
  };
}
