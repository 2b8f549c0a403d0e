/** A search as a query string, defaults left out, names in one order, so that the same view has the same address. */
export function queryOf<Search extends object>(search: Search, defaults: Search): string {
  const text = (value: unknown) => (Array.isArray(value) ? value.join(',') : value === undefined ? '' : String(value));
  const usual = new Map(Object.entries(defaults).map(([name, value]) => [name, text(value)]));
  const given = new Map(Object.entries(search).map(([name, value]) => [name, text(value)]));
  const names = [...new Set([...usual.keys(), ...given.keys()])].sort();
  const entries = names.flatMap((name) => {
    const value = given.get(name) ?? '';
    return value === '' || value === usual.get(name) ? [] : [`${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`];
  });
  return entries.length === 0 ? '' : `?${entries.join('&')}`;
}
