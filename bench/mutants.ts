import { parseSync } from 'rolldown/utils';

/** One change of a source file: where, what stood there, what stands there instead. */
export type Mutant = { line: number; was: string; becomes: string; source: string };

type Node = { type: string; start: number; end: number } & Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

const opposites: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='], '!==': ['==='], '<': ['<=', '>='], '<=': ['<', '>'], '>': ['>=', '<='], '>=': ['>', '<'], '&&': ['||'], '||': ['&&'], '??': ['&&'], '+': ['-'], '-': ['+'],
};
const methods: Readonly<Record<string, string>> = { some: 'every', every: 'some', min: 'max', max: 'min', startsWith: 'endsWith' };
const texts: Readonly<Record<string, string>> = { blocker: 'warning', warning: 'blocker' };

/** Parts of a rule that say what it is, not when it fires: held by tests of their own. */
const skipped = new Set(['citations', 'overridable']);

/** What a node becomes, with the place of each change; nothing for most. */
function changesOf(node: Node, text: string): { start: number; end: number; becomes: string }[] {
  const slice = (part: unknown) => (isNode(part) ? text.slice(part.start, part.end) : '');
  const { left, right, operator } = node;
  if ((node.type === 'BinaryExpression' || node.type === 'LogicalExpression') && isNode(left) && isNode(right)) {
    const start = text.indexOf(String(operator), left.end);
    return (opposites[String(operator)] ?? []).map((becomes) => ({ start, end: start + String(operator).length, becomes }));
  }
  if (node.type === 'UnaryExpression' && operator === '!') return [{ start: node.start, end: node.end, becomes: slice(node.argument) }];
  if (node.type === 'ConditionalExpression') return [{ start: node.start, end: node.end, becomes: `${slice(node.test)} ? ${slice(node.alternate)} : ${slice(node.consequent)}` }];
  if (node.type === 'Literal' && typeof node.value === 'boolean') return [{ start: node.start, end: node.end, becomes: String(!node.value) }];
  if (node.type === 'Literal' && typeof node.value === 'string' && texts[node.value]) return [{ start: node.start, end: node.end, becomes: `'${texts[node.value]}'` }];
  const { property } = node;
  if (node.type === 'MemberExpression' && isNode(property) && methods[slice(property)]) return [{ start: property.start, end: property.end, becomes: methods[slice(property)] ?? '' }];
  return [];
}

/** Whether a part of a node is code that runs: types are not. */
const runs = (node: Node) => !node.type.startsWith('TS') || ['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression'].includes(node.type);

function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const [name, part] of Object.entries(node)) {
    if (name === 'typeAnnotation' || name === 'returnType' || name === 'typeParameters' || name === 'typeArguments') continue;
    for (const inner of Array.isArray(part) ? part : [part]) {
      if (!isNode(inner) || !runs(inner)) continue;
      const { key } = inner;
      if (inner.type === 'Property' && isNode(key) && skipped.has(String(key.name))) continue;
      yield* nodesOf(inner);
    }
  }
}

/** Every mutant of a TypeScript file: one comparison, logical operator, negation, condition, truth value, quantifier or severity changed at a time. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0 || !isNode(program)) throw new Error(`${file} cannot be read: ${errors[0]?.message ?? 'no program'}`);
  return [...nodesOf(program)].flatMap((node) =>
    changesOf(node, text).map(({ start, end, becomes }) => ({
      line: text.slice(0, start).split('\n').length, was: text.slice(start, end), becomes, source: text.slice(0, start) + becomes + text.slice(end),
    })));
}
