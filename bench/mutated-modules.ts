import { readFileSync } from 'node:fs';
import { parseSync, transformSync } from 'rolldown/utils';

type Exports = Record<string, unknown>;
type Compiled = { imports: readonly string[]; run: (load: (name: string) => Exports) => Exports };

const inside = '@/domain/findings/';
const fileOf = (name: string) => `${name.slice(2)}.ts`;

/** A TypeScript module as a function of what it imports: named imports and exports only, which is all this code base has. */
function compile(file: string, source: string): Compiled {
  const { code, errors } = transformSync(file, source);
  if (errors.length > 0) throw new Error(`${file} does not compile.`);
  const names: string[] = [];
  const imports: string[] = [];
  let body = '';
  let at = 0;
  for (const node of parseSync('module.js', code).program.body) {
    body += code.slice(at, node.start);
    at = node.end;
    if (node.type === 'ImportDeclaration') {
      imports.push(node.source.value);
      const locals = node.specifiers.map((one) => (one.type === 'ImportSpecifier' ? `${'name' in one.imported ? one.imported.name : one.imported.value}: ${one.local.name}` : one.local.name));
      body += `const { ${locals.join(', ')} } = load(${JSON.stringify(node.source.value)});`;
    } else if (node.type === 'ExportNamedDeclaration' && node.declaration) {
      const { declaration } = node;
      if (declaration.type === 'VariableDeclaration') names.push(...declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : [])));
      if (declaration.type === 'FunctionDeclaration' && declaration.id) names.push(declaration.id.name);
      body += code.slice(declaration.start, declaration.end);
    } else if (node.type !== 'ExportNamedDeclaration') body += code.slice(node.start, node.end);
  }
  const run = new Function('load', `${body}\nreturn { ${names.join(', ')} };`) as Compiled['run'];
  return { imports, run };
}

/**
 * Modules of findings in memory, so that one of them can be replaced by a mutant: what depends on it is run again, everything else is the
 * loaded module. `prepare` must have seen an entry before it is loaded.
 */
export class MutatedModules {
  private readonly native = new Map<string, Exports>();
  private readonly compiled = new Map<string, Compiled>();
  private readonly parts = new Map<string, string[]>();

  /** Loads a module and all it imports. */
  async prepare(name: string): Promise<void> {
    if (this.native.has(name)) return;
    this.native.set(name, (await import(name)) as Exports);
    if (!name.startsWith(inside)) return;
    const compiled = compile(fileOf(name), readFileSync(fileOf(name), 'utf8'));
    this.compiled.set(name, compiled);
    for (const one of compiled.imports) await this.prepare(one);
  }

  /** The modules of findings that an entry is made of, itself included. */
  partsOf(name: string): string[] {
    const known = this.parts.get(name);
    if (known) return known;
    const compiled = this.compiled.get(name);
    const found = compiled ? [...new Set([name, ...compiled.imports.flatMap((one) => this.partsOf(one))])] : [];
    this.parts.set(name, found);
    return found;
  }

  /** A source in place of that of a module. Throws where it does not compile. */
  mutant(changed: string, source: string): Compiled {
    return compile(fileOf(changed), source);
  }

  /** What an entry exports where the module `changed` is a mutant. */
  load(entry: string, changed: string, mutant: Compiled): Exports {
    const fresh = new Map<string, Exports>();
    const load = (name: string): Exports => {
      const compiled = this.compiled.get(name);
      const done = fresh.get(name);
      if (done) return done;
      if (!compiled || !this.partsOf(name).includes(changed)) return this.native.get(name) ?? {};
      const exported = (name === changed ? mutant : compiled).run(load);
      fresh.set(name, exported);
      return exported;
    };
    return load(entry);
  }
}
