/**
 * A jurisdiction or an area of a campaign as a reader calls it: by the name it has in the reader's language where many use it, else its key as
 * words; codes of countries and names that were typed as names stand as they are.
 */
export function placeName(key: string, names: Readonly<Record<string, string>>): string {
  const known = names[key.toLowerCase()];
  if (known !== undefined) return known;
  return /^[a-z0-9]+([_-][a-z0-9]+)+$/.test(key) ? key.charAt(0).toUpperCase() + key.slice(1).replace(/[_-]/g, ' ') : key;
}
