import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadFoundingCase } from '@/cli/founding-case/load';
import { availablePort, isPortFree } from '@/cli/ports';
import { webServerFlags } from '@/cli/engine.mjs';
import { signInLink, writeSetupLink } from '@/cli/first-links';
import { runChildren } from '@/cli/supervise';
import { UsageError } from '@/cli/usage';
import type { CliCommand } from '@/cli/main';
import { closeConnection, connection } from '@/db/client';
import { readEnvironment } from '@/env';

export const command: CliCommand = {
  usage: 'start [--port N] [--host A] [--demo]     database, migrations, web server and worker; stops cleanly on SIGTERM',
  async run(args) {
    const { values } = parseArgs({ args, options: { port: { type: 'string' }, host: { type: 'string', default: '127.0.0.1' }, demo: { type: 'boolean', default: false } } });
    const environment = readEnvironment();
    if (!existsSync(path.join(environment.home, '.next/BUILD_ID'))) throw new UsageError('Noticeboard is not built yet: run "npm run build" first.');
    const port = await choosePort(values.port ?? process.env.PORT, values.host, values.demo);
    const url = environment.url ?? `http://${values.host === '0.0.0.0' ? '127.0.0.1' : values.host}:${port}`;
    const stopping = new AbortController();
    // For good: a service manager signals this process and its parents, which pass it on. The second one must not cut the stop short.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());
    const { embedded } = await connection();
    const endWatch = embedded?.keepAlive();
    const children = runChildren(stopping.signal, {
      home: environment.home,
      web: [...webServerFlags, 'node_modules/next/dist/bin/next', 'start', '-H', values.host, '-p', String(port)],
      environment: { ...process.env, NODE_ENV: 'production', NOTICEBOARD_HOME: environment.home, NOTICEBOARD_DATA: environment.data, NEXTAUTH_URL: url, NEXT_TELEMETRY_DISABLED: '1' },
    });
    try {
      if (values.demo && !stopping.signal.aborted) await loadFoundingCase((line) => process.stdout.write(`${line}\n`));
      if (!stopping.signal.aborted) await announce(url, values.demo);
    } catch (error) {
      stopping.abort();
      await children;
      throw error;
    }
    await children;
    endWatch?.();
    await closeConnection();
    await embedded?.stop();
    return 0;
  },
};

async function choosePort(asked: string | undefined, host: string, demo: boolean): Promise<number> {
  const port = Number(asked ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new UsageError('--port takes a number from 1 to 65535.');
  if (await isPortFree(port, host)) return port;
  if (demo && asked === undefined) return availablePort(host);
  throw new UsageError(`The port ${port} is taken. Choose another with --port.`);
}

async function announce(url: string, demo: boolean): Promise<void> {
  const setup = await writeSetupLink(url);
  if (setup) process.stdout.write(`First start: the setup link for the first admin is in ${setup} (valid 30 minutes, once).\n`);
  if (demo) {
    process.stdout.write(`\nNoticeboard is at ${url}\nSign in (once, within 30 minutes): ${await signInLink(url, 'demo@noticeboard.invalid', 'dpo', '/campaigns/whatsapp-2021?as_of=2021-05-12')}\n`);
    process.stdout.write('Other roles: npx noticeboard user create manager@example.org --role manager\nRemove the founding case: npx noticeboard demo remove\n');
  } else process.stdout.write(`Noticeboard is at ${url}\n`);
}
