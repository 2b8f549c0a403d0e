import { getPreferences } from '@/auth/preferences';

/** Stands on every page that shows the synthetic founding case. */
export async function Illustrative() {
  const { shell } = (await getPreferences()).words;
  return <p role="note" className="rounded-md bg-notice px-3 py-2 text-on-notice"><strong>{shell.illustrativeShort}.</strong> {shell.illustrative}</p>;
}
