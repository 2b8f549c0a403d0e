const allTypes = (node, specifiers, kind) =>
  node[kind] === 'type' || (specifiers?.length > 0 && specifiers.every((one) => one[kind] === 'type'));

const literal = (node) => (node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null);

/** Calls `seen(node, specifier, isType)` for every way a module can name another. */
export function importVisitor(seen) {
  const from = (node, isType) => {
    const specifier = literal(node.source);
    if (specifier !== null) seen(node, specifier, isType);
  };
  return {
    ImportDeclaration: (node) => from(node, allTypes(node, node.specifiers, 'importKind')),
    ExportNamedDeclaration: (node) => node.source && from(node, allTypes(node, node.specifiers, 'exportKind')),
    ExportAllDeclaration: (node) => from(node, node.exportKind === 'type'),
    ImportExpression: (node) => from(node, false),
    TSImportType: (node) => {
      const specifier = literal(node.source ?? node.argument?.literal ?? node.argument);
      if (specifier !== null) seen(node, specifier, true);
    },
    CallExpression: (node) => {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'require') return;
      const specifier = literal(node.arguments[0]);
      if (specifier !== null) seen(node, specifier, false);
    },
  };
}
