import { expect, test } from 'vitest';
import { describeError, framesOf } from '@/domain/errors';

test('frames are told without the lines of a message, even those that look like frames', () => {
  const error = new Error('Failed query\nparams: canary\n    at canary (canary.ts:1:1)');
  expect(framesOf(error).length).toBeGreaterThan(2);
  expect(framesOf(error).every((line) => line.startsWith('    at '))).toBe(true);
  expect(framesOf(error).join('\n')).not.toContain('canary');
  expect(framesOf(error, 2)).toHaveLength(2);
});

test('no frame is told where the message was changed after the error arose, and none of what is no error', () => {
  const error = new Error('first\n    at canary (a.ts:1:1)');
  expect(error.stack).toContain('first'); // Read once, it stands.
  error.message = 'changed since';
  expect(framesOf(error)).toEqual([]);
  expect([framesOf('text'), describeError('text')]).toEqual([[], {}]);
});

test('an error is told by the kind and code of what lies at its bottom, with the messages that carry no value', () => {
  const statement = (code: string, message: string) => Object.assign(new Error('Failed query: select\nparams: canary', { cause: Object.assign(new Error(message), { code }) }), { params: ['canary'] });
  expect(describeError(statement('53100', 'could not extend file'))).toEqual({ error: 'Error', code: '53100', reason: 'could not extend file' });
  expect(describeError(statement('22P02', 'invalid input syntax for type integer: "canary"'))).toEqual({ error: 'Error', code: '22P02', reason: '' });
  expect(describeError(new TypeError('The folder cannot be read.', { cause: new Error('EACCES') }))).toEqual({ error: 'Error', reason: 'The folder cannot be read.: EACCES' });
  expect(describeError(new SyntaxError('"canary" is not valid JSON'))).toEqual({ error: 'SyntaxError', reason: '' });
});
