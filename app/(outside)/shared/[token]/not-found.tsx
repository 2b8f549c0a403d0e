import { getPreferences } from '@/auth/preferences';
import { Page } from '@/components/ui/page';

/** The same for every link that does not work, whatever the reason. */
export default async function InvalidLink() {
  const { shared } = (await getPreferences()).words.signOff;
  return <Page title={shared.invalid} lead={shared.invalidBody}>{null}</Page>;
}
