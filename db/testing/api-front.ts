import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { Readable } from 'node:stream';
import { POST as postEvents } from '@/app/api/v1/campaigns/[campaign]/events/route';
import { createKey } from '@/domain/access/commands/create-key';
import type { KeyScope } from '@/domain/access/vocabulary';
import { system } from '@/db/testing/actors';

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Answered = { status: number; headers: Record<string, string>; body: string };
/** What happens to a request: `answer` is what the routes answer, after the work is done. */
type Gate = (request: IncomingMessage, response: ServerResponse, answer: () => Promise<Answered>) => Promise<void>;

const events: [RegExp, Route] = [/^\/api\/v1\/campaigns\/(?<campaign>[^/]+)\/events$/, (request, { params }) => postEvents(request, { params: params.then(({ campaign = '' }) => ({ campaign })) })];

const pass: Gate = async (request, response, answer) => {
  const { status, headers, body } = await answer();
  // What was not read of a request must not be taken for the next one.
  response.writeHead(status, { ...headers, ...(!request.complete && { connection: 'close' }) }).end(body);
};

/** The API's routes behind a server of the test's own on a loopback port; `gate` decides what becomes of each request. */
export async function openFront(routes: [RegExp, Route][] = [events], port = 0) {
  let gate = pass;
  const server = createServer((incoming, outgoing) => {
    gate(incoming, outgoing, () => answerOf(incoming, routes)).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const listening = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${listening}`,
    port: listening,
    through: (next: Gate) => (gate = next),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Lets every request through. */
export const open = pass;

async function answerOf(incoming: IncomingMessage, routes: [RegExp, Route][]): Promise<Answered> {
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const [found] = routes.flatMap(([pattern, route]) => {
    const match = pattern.exec(url.pathname);
    return match ? [{ route, params: Promise.resolve({ ...match.groups }) }] : [];
  });
  if (!found) return { status: 404, headers: {}, body: '' };
  const headers = new Headers(Object.entries(incoming.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : [])));
  const body = ['GET', 'HEAD'].includes(incoming.method ?? '') ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>);
  const answer = await found.route(new Request(url, { method: incoming.method, headers, body, duplex: 'half' } as RequestInit), { params: found.params });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
}

/** A fresh API key of a scope. */
export const newKey = async (scope: KeyScope): Promise<string> => (await createKey(system, { scope, name: `test ${scope}` })).key;
