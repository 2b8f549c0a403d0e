import { parseArgs } from 'node:util';
import { signInLink } from '@/cli/first-links';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, needed, printJson, printTable } from '@/cli/usage';
import { changeRole } from '@/domain/access/commands/change-role';
import { listUsers } from '@/domain/access/queries';
import { type Role, roles } from '@/domain/access/vocabulary';
import { readEnvironment } from '@/env';

export const command: CliCommand = {
  usage: 'user create <email> --role R [--url U] | user link <email> [--url U] | user list [--json] | user role <email> <role>     create and link print a one-time sign-in link',
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { role: { type: 'string' }, url: { type: 'string' }, json: { type: 'boolean' } } });
    const [verb, email, role] = positionals;
    const url = values.url ?? readEnvironment().url ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`;
    if (verb === 'list') {
      const users = await listUsers(cli);
      if (values.json) printJson(users);
      else printTable(['email', 'role', 'name', 'created', 'disabled'], users.map((user) => [user.email, user.role, user.name, user.createdAt.toISOString(), user.disabledAt?.toISOString() ?? '']));
    } else if (verb === 'create' || verb === 'link') {
      const address = needed(email, 'The e-mail address').toLowerCase();
      const known = (await listUsers(cli)).find((user) => user.email === address);
      if (verb === 'link' && !known) throw new UsageError(`There is no account ${address}.`);
      if (verb === 'create' && known) throw new UsageError(`There is already an account ${address}; use "user link" for a new sign-in link.`);
      process.stdout.write(`${await signInLink(url, address, known?.role ?? asRole(needed(values.role, '--role')), '/')}\n`);
    } else if (verb === 'role') {
      const user = (await listUsers(cli)).find((one) => one.email === needed(email, 'The e-mail address').toLowerCase());
      if (!user) throw new UsageError(`There is no account ${email}.`);
      printJson(await changeRole(cli, { id: user.id, role: asRole(needed(role, 'The role')) }));
    } else throw new UsageError('user takes create, link, list or role.');
    return 0;
  },
};

function asRole(name: string): Role {
  const role = roles.find((one) => one === name);
  if (!role) throw new UsageError(`A role is one of ${roles.join(', ')}.`);
  return role;
}
