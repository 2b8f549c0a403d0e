import { openApi } from '@/app/api/openapi.json/document';

/** The API's description, for programs; it holds nothing of the installation. */
export function GET(): Response {
  return Response.json(openApi());
}
