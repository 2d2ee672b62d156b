import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a declaration file exports, by name: the declaration as the compiler writes it, without comments. */
export function exportedFrom(file: string): ReadonlyMap<string, string> {
  const exported = new Map<string, string>();
  for (const statement of statementsOf(file)) {
    const from = /\bfrom '([^']+)';$/.exec(statement)?.[1];
    const target = from === undefined ? undefined : declarationFile(file, from);
    const names = /^export (?:type )?\{([^}]*)\}/.exec(statement)?.[1];
    if (statement.startsWith('export *')) {
      if (target !== undefined)
        for (const [name, text] of exportedFrom(target)) exported.set(name, text);
    } else if (names !== undefined) {
      for (const part of names.split(',').map((each) => each.trim().replace(/^type /, ''))) {
        if (part === '') continue;
        const [name = '', alias = name] = part.split(' as ');
        exported.set(alias, declarationOf(target ?? file, name));
      }
    } else {
      const name = nameOf(statement);
      if (name !== undefined && statement.startsWith('export ')) exported.set(name, statement);
    }
  }
  return exported;
}

/** A name of a file: declared in it, handed on by it, or imported into it. */
function declarationOf(file: string, name: string): string {
  const statements = statementsOf(file);
  const own = statements.find((statement) => nameOf(statement) === name);
  if (own !== undefined) return own;
  const imported = statements.find((statement) => {
    const names = /^(?:import|export) (?:type )?\{([^}]*)\} from/.exec(statement)?.[1] ?? '';
    return names.split(',').some((each) => each.trim().replace(/^type /, '') === name);
  });
  const from = /\bfrom '([^']+)';$/.exec(imported ?? '')?.[1];
  if (from !== undefined) return declarationOf(declarationFile(file, from), name);
  for (const statement of statements.filter((each) => each.startsWith('export *'))) {
    const star = /\bfrom '([^']+)';$/.exec(statement)?.[1] ?? '';
    const found = exportedFrom(declarationFile(file, star)).get(name);
    if (found !== undefined) return found;
  }
  throw new Error(`${file} does not say what ${name} is`);
}

const DECLARES =
  /^(?:export )?(?:declare )?(?:abstract )?(?:function|const|class|interface|type) ([\w$]+)/;

function nameOf(statement: string): string | undefined {
  return DECLARES.exec(statement)?.[1];
}

/** The statements of a file: each begins at the margin. */
function statementsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8').replace(/^\s*\/\*\*?[\s\S]*?\*\/\n/gm, '');
  return text
    .split(/^(?=(?:export|import|declare|type|interface|const|class)\b)/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '' && statement !== 'export {};');
}

function declarationFile(file: string, specifier: string): string {
  return join(dirname(file), specifier.replace(/\.[jt]s$/, '.d.ts'));
}
