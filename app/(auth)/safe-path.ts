/** Only a path of this site may follow signing in; anything else becomes the overview. */
export const safePath = (next: unknown): string => (typeof next === 'string' && /^\/(?![/\\])[^\\\t\n\r]*$/.test(next) ? next : '/');

/** Where whoever has signed in goes: past the question for a second factor, then on. */
export const afterSignIn = (next: unknown): string => `/sign-in?next=${encodeURIComponent(safePath(next))}`;
