import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { sampleBody } from '@/bench/sample-events';
import type { SenderAnswer, SenderOrder } from '@/bench/sender';

/** Sends sample bodies to a port on loopback, all of one order at once; what was made ahead costs no time then. */
let made: Iterable<Buffer>[] = [];

process.on('message', (order: SenderOrder) => {
  follow(order).then(
    () => answer({ error: null }),
    (error: unknown) => answer({ error: String(error) }),
  );
});

async function follow(order: SenderOrder): Promise<void> {
  if (order.kind === 'make') made = order.bodies.map((options) => [...sampleBody(options)]);
  else await Promise.all((order.bodies?.map((options) => sampleBody(options)) ?? made.splice(0)).map((body) => send(order.port, body)));
}

async function send(port: number, body: Iterable<Buffer>): Promise<void> {
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request({ port, host: '127.0.0.1', method: 'POST' }, resolve);
    outgoing.on('error', reject);
    pipeline(Readable.from(body), outgoing).catch(reject);
  });
  const said = await text(incoming);
  if (incoming.statusCode !== 200) throw new Error(`The import answered ${incoming.statusCode}: ${said}`);
  const { stored, rejected } = JSON.parse(said) as { stored: number; rejected: number };
  if (stored === 0 || rejected > 0) throw new Error(`The import answered ${said}`);
}

function answer(said: SenderAnswer): void {
  process.send?.(said);
}
