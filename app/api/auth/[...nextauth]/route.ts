import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '@/auth/config';

type Context = { params: Promise<{ nextauth: string[] }> };

const handler = (request: NextRequest, context: Context): Promise<Response> => NextAuth(authOptions())(request, context);

export { handler as GET, handler as POST };
