import { parseArgs } from 'node:util';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, needed, printJson, printTable } from '@/cli/usage';
import { createKey } from '@/domain/access/commands/create-key';
import { revokeKey } from '@/domain/access/commands/revoke-key';
import { listKeys } from '@/domain/access/queries';

export const command: CliCommand = {
  usage: 'key create --scope ingest|dpo|legal|manager|auditor|admin [--name N] [--days N] | key list [--json] | key revoke <id>',
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { scope: { type: 'string' }, name: { type: 'string' }, days: { type: 'string' }, json: { type: 'boolean' } } });
    const [verb, id] = positionals;
    if (verb === 'create') {
      const scope = needed(values.scope, '--scope');
      const made = await createKey(cli, { scope, name: values.name ?? scope, days: values.days });
      if (values.json) printJson(made);
      else process.stdout.write(`${made.key}\nShown once. Expires ${made.expiresAt.toISOString()}.\n`);
    } else if (verb === 'list') {
      const keys = await listKeys(cli);
      if (values.json) printJson(keys);
      else printTable(['id', 'scope', 'name', 'expires', 'revoked'], keys.map((key) => [key.id, key.scope, key.name, key.expiresAt.toISOString(), key.revokedAt?.toISOString() ?? '']));
    } else if (verb === 'revoke') await revokeKey(cli, { id: needed(id, 'The key id') });
    else throw new UsageError('key takes create, list or revoke.');
    return 0;
  },
};
