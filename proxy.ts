import { type NextRequest, NextResponse } from 'next/server';

/**
 * Sends people without a session cookie to sign in and gives each page its content security policy. It decides nothing: every
 * page, action and route asks `domain/access` itself. API routes never pass here, since Next cuts bodies of more than 10 MB.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const signedIn = request.cookies.has('noticeboard.session') || request.cookies.has('__Host-noticeboard.session');
  const open = ['/sign-in', '/setup', '/link', '/shared'].some((path) => pathname === path || pathname.startsWith(`${path}/`));
  // A form that is sent answers for itself: turned away here, what somebody typed would be lost.
  if (!signedIn && !open && request.method === 'GET') {
    const target = new URL('/sign-in', request.url);
    if (pathname !== '/') target.searchParams.set('next', `${pathname}${search}`);
    return NextResponse.redirect(target);
  }
  const nonce = btoa(crypto.randomUUID());
  const policy = [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  headers.set('x-noticeboard-address', `${pathname}${search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('cache-control', 'private, no-store');
  return response;
}

export const config = { matcher: ['/((?!api/|_next/|log/|icon.svg|favicon.ico).*)'] };
