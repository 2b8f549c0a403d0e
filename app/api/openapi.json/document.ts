import { z } from 'zod';
import { mostBytes } from '@/app/api/v1/body';
import { answers } from '@/app/api/openapi.json/answers';
import { type Operation, operations, requests } from '@/app/api/openapi.json/operations';

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** The API as OpenAPI 3.1 (JSON Schema 2020-12), generated from the Zod schemas that parse requests and describe answers. */
export function openApi() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) (paths[`/api/v1${operation.path}`] ??= {})[operation.method] = described(operation);
  return {
    openapi: '3.1.0',
    info: { title: 'Noticeboard', version: '1', license: { name: 'MIT', identifier: 'MIT' }, description: `Who was shown which text and what they answered, on which lawful basis data are shared, and reports that prove both. Errors are RFC 9457 problems with a stable code. Events are taken at any length; any other body has at most ${mostBytes / 1024 / 1024} MiB (413 too_large).` },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key, made in the settings or with "noticeboard key create": nb_<id>_<secret>.' } },
      schemas: { ...schemasOf(requests, 'input'), ...schemasOf(answers, 'output') },
    },
  };
}

function described({ path, method, summary, needs, query, headers = {}, body, status = 200, answer }: Operation) {
  return {
    operationId: `${method}${path.replace(/[^a-zA-Z]+(\w)?/g, (_, letter: string | undefined) => (letter ?? '').toUpperCase())}`,
    summary,
    'x-permission': needs,
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...queryParameters(query),
      ...Object.entries(headers).map(([name, description]) => ({ name, in: 'header', required: false, description, schema: { type: 'string' } })),
    ],
    ...(body && { requestBody: { required: true, content: Object.fromEntries(Object.entries(body).map(([type, schema]) => [type, contentOf(schema)])) } }),
    responses: {
      [status]: { description: 'Done.', content: typeof answer === 'string' ? { 'application/json': { schema: reference(answer) } } : { [answer.file]: {} } },
      default: { description: 'Refused, with the reason.', content: { 'application/problem+json': { schema: reference('Problem') } } },
    },
  };
}

const contentOf = (schema: string | [string] | null) => (schema === null ? {} : { schema: typeof schema === 'string' ? reference(schema) : { type: 'array', items: reference(schema[0]) } });

function queryParameters(query: z.ZodObject | undefined) {
  const { properties = {}, required = [] } = query ? plain(query, 'input') : {};
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
}

const plain = (schema: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(schema, { io, unrepresentable: 'any' });

function schemasOf(named: Record<string, z.ZodType>, io: 'input' | 'output'): Record<string, unknown> {
  return Object.fromEntries(Object.entries(named).map(([name, schema]) => {
    const { $schema: _, ...rest } = plain(schema, io);
    return [name, rest];
  }));
}
