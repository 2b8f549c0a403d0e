import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { CreateUser, ManageUser } from '@/app/(console)/settings/users/user-sections';
import { UserTable } from '@/app/(console)/settings/users/user-table';
import { one } from '@/app/search-query';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Page } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { listUsers } from '@/domain/access/queries';

const Search = z.object({ user: z.preprocess(one, z.string()).optional().catch(undefined) });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.settings.users.title };
}

export default async function UsersPage({ searchParams }: PageProps<'/settings/users'>) {
  const viewer = await requireViewer();
  const search = Search.parse(await searchParams);
  const users = await answer(listUsers(viewer.actor));
  const { words, format } = await getPreferences();
  const { settings } = words;
  const writes = can(viewer.actor, 'users:write');
  const managed = users.find((user) => user.id === search.user && user.disabledAt === null);
  return (
    <Page title={settings.users.title} lead={settings.users.lead} above={<Link href="/settings">{settings.title}</Link>}>
      <UserTable users={users} writes={writes} words={words} format={format} />
      {writes && managed && <ManageUser user={managed} words={words} />}
      {writes && <CreateUser words={words} />}
    </Page>
  );
}
