import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';

const channel = 'http.server.request.start';
/** A connection on which nothing moves for so long is given up. */
const idleMilliseconds = 600_000;

/**
 * Lets a body take as long as it needs while it moves. Node cuts every request that has not come whole within five minutes (`server.requestTimeout`), which a
 * body of many millions of events cannot; Next.js makes the server and offers no setting. Headers keep their minute (`server.headersTimeout`). Returns what ends it.
 */
export function allowLongBodies(): () => void {
  const allow = (message: unknown) => {
    const { server } = message as { server: Server };
    server.requestTimeout = 0;
    if (server.timeout === 0) server.timeout = idleMilliseconds;
  };
  subscribe(channel, allow);
  return () => unsubscribe(channel, allow);
}
