/** A variable, which may carry an expression with braces of its own, as `{id:[0-9]{8}}`. */
const VARIABLE = /\{((?:[^{}]|\{[^{}]*\})+)\}/g;

/** The names of the variables of a path, in order, without the operators and expressions that gateways write beside them. */
export function variablesOf(path: string): readonly string[] {
  const names: string[] = [];
  for (const match of path.matchAll(VARIABLE)) names.push(plainVariable(match[1] ?? ''));
  return names;
}

/** Nearly all variables are no more than a name. */
const PLAIN = /^[\w-]+$/;

/** `{proxy+}`, `{+path}`, `{path*}`, `{?query}`, `{id:int}` → proxy, path, path, query, id. */
export function plainVariable(variable: string): string {
  if (PLAIN.test(variable)) return variable;
  const colon = variable.indexOf(':');
  const name = colon > 0 ? variable.slice(0, colon) : variable;
  return name
    .trim()
    .replace(/^[+#./;?&]/, '')
    .replace(/[+*]$/, '')
    .trim();
}
