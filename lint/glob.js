const ESCAPED = /[.+^$()|[\]\\]/g;

/** A glob (`*`, `**`, `{a,b}`; everything else literal, brackets too) as a regular expression over a whole path. */
function toRegExp(glob) {
  const source = glob
    .replace(ESCAPED, '\\$&')
    .replace(/\{([^}]*)\}/g, (_, choices) => `(?:${choices.replaceAll(',', '|')})`)
    .replace(/\*\*\/|\*\*|\*/g, (star) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' })[star]);
  return new RegExp(`^${source}$`);
}

const cache = new Map();

export function matches(path, globs) {
  return globs.some((glob) => {
    if (!cache.has(glob)) cache.set(glob, toRegExp(glob));
    return cache.get(glob).test(path);
  });
}
