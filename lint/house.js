import { lengths, names, places, sql } from './arrows.js';
import { matches } from './glob.js';
import { importVisitor } from './imports.js';
import { houseOf, packageOf, targetOf } from './paths.js';

const startsWithUseClient = (program) => program.body.some((node) => node.directive === 'use client');

function placeOf(house, isClient) {
  return places.find(
    (place) => matches(house, place.files) && !matches(house, place.except ?? []) && (!place.client || isClient),
  );
}

const arrows = {
  create(context) {
    const house = houseOf(context.filename);
    let place;
    const report = (node, message) => context.report({ node, message });

    function look(node, specifier, isType) {
      if (/^\.\.?$|^\.\.\//.test(specifier)) return report(node, `"${specifier}" climbs: import by "@/…" instead.`);
      if (specifier.startsWith('./') && specifier.slice(2).includes('/'))
        return report(node, `"${specifier}" is not in this folder: import by "@/…" instead.`);
      if (!place) return;

      const target = targetOf(house, specifier);
      if (target === null) {
        const name = packageOf(specifier);
        if (!isType && place.never?.includes(name) && !place.but?.includes(specifier))
          report(node, `${place.name} may not import ${name === 'node:' ? 'a Node module' : name} (lint/arrows.js).`);
        return;
      }
      const allowed = isType ? [...place.may, ...(place.types ?? [])] : place.may;
      const isBeside = place.beside && specifier.startsWith('./');
      if (!isBeside && !matches(target, allowed) && !matches(`${target}/index`, allowed))
        report(node, `${place.name} may not import ${target} (lint/arrows.js).`);
    }

    return {
      Program(node) {
        place = placeOf(house, startsWithUseClient(node));
        if (!place) report(node, `No place in lint/arrows.js says what ${house} may import.`);
      },
      ...importVisitor(look),
    };
  },
};

const sqlInItsFiles = {
  create(context) {
    if (matches(houseOf(context.filename), sql.files)) return {};
    return importVisitor((node, specifier, isType) => {
      if (!isType && sql.packages.includes(packageOf(specifier)))
        context.report({ node, message: `SQL is spoken in queries and commands only, not here (${specifier}).` });
    });
  },
};

const isConstant = (node) =>
  (node?.type === 'Literal' && typeof node.value === 'string') ||
  (node?.type === 'TemplateLiteral' && node.expressions.length === 0);

const sqlLiteral = {
  create(context) {
    const tags = new Set(['sql']);
    return {
      ImportDeclaration(node) {
        if (packageOf(node.source.value) !== 'drizzle-orm') return;
        for (const one of node.specifiers) if (one.imported?.name === 'sql') tags.add(one.local.name);
      },
      MemberExpression(node) {
        if (node.object.type !== 'Identifier' || !tags.has(node.object.name)) return;
        const name = node.computed ? node.property.value : node.property.name;
        if (name === 'identifier')
          context.report({ node, message: 'sql.identifier lets a name come from data: write the column itself.' });
        if (name !== 'raw') return;
        const call = node.parent;
        if (call?.type !== 'CallExpression' || call.callee !== node || !isConstant(call.arguments[0]))
          context.report({ node, message: 'sql.raw takes a literal only: everything else is a parameter.' });
      },
    };
  },
};

const noHtml = {
  create(context) {
    const report = (node) => context.report({ node, message: 'Markup from a string is not escaped: render elements.' });
    return {
      JSXAttribute: (node) => node.name.name === 'dangerouslySetInnerHTML' && report(node),
      Property: (node) =>
        (node.key.name ?? node.key.value) === 'dangerouslySetInnerHTML' && report(node),
    };
  },
};

const length = {
  create(context) {
    const house = houseOf(context.filename);
    const { lines: most } = lengths.find((row) => matches(house, row.files));
    return {
      Program(node) {
        const text = context.sourceCode.text;
        const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
        if (lines > most) context.report({ loc: firstLine(node), message: `${lines} lines; ${house} may have ${most}.` });
      },
    };
  },
};

const firstLine = () => ({ start: { line: 1, column: 0 }, end: { line: 1, column: 1 } });

const fileName = {
  create(context) {
    const segments = houseOf(context.filename).split('/');
    const base = segments.at(-1);
    const stem = base.split('.')[0];
    const folder = segments.slice(0, -1).find((segment) => names.notFolder.includes(segment));
    return {
      Program(node) {
        const report = (message) => context.report({ loc: firstLine(node), message });
        if (names.notFile.includes(stem)) report(`"${stem}" says nothing: name the file after what it holds.`);
        else if (folder) report(`"${folder}/" says nothing: put the file in the module it serves.`);
        else if (!names.file.test(base)) report(`"${base}" is not in kebab-case.`);
      },
    };
  },
};

const noBarrel = {
  create(context) {
    if (matches(houseOf(context.filename), names.barrels)) return {};
    return {
      ExportAllDeclaration: (node) =>
        context.report({ node, message: 'No barrels: import from the file that holds the thing.' }),
    };
  },
};

export default {
  meta: { name: 'house' },
  rules: {
    arrows,
    'sql-in-its-files': sqlInItsFiles,
    'sql-literal': sqlLiteral,
    'no-html': noHtml,
    length,
    'file-name': fileName,
    'no-barrel': noBarrel,
  },
};
