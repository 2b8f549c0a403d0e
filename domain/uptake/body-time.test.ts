import { createServer, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { allowLongBodies } from '@/domain/uptake/body-time';

/** Sends a body in four pieces over a second to a server that gives a request half of that; the status, or null when it was cut. */
async function sendSlowly(): Promise<number | null> {
  const server = createServer({ requestTimeout: 500, headersTimeout: 400, connectionsCheckingInterval: 50 }, (incoming, outgoing) => {
    incoming.on('error', () => undefined).on('end', () => outgoing.end('whole')).resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    return await new Promise<number | null>((resolve) => {
      const outgoing = request({ port: typeof address === 'object' ? address?.port : 0, host: '127.0.0.1', method: 'POST' }, (answer) => resolve(answer.resume().statusCode ?? null));
      outgoing.on('error', () => resolve(null));
      void (async () => {
        for (let piece = 0; piece < 4; piece += 1) {
          outgoing.write('piece');
          await pause(300);
        }
        outgoing.end();
      })();
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('a body that takes longer than the server gives a request is taken whole', async () => {
  const end = allowLongBodies();
  expect(await sendSlowly()).toBe(200);
  end();
});

test('negative control: without it, the same body is cut', async () => {
  expect(await sendSlowly()).not.toBe(200);
});
