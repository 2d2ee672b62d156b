import type { Override } from '../config/config.ts';
import { globIn, withFolders } from '../discover/glob.ts';
import { matcherOf } from '../discover/matcher.ts';
import type { Severity } from '../rule/severity.ts';
import { pointerText } from '../source/pointer.ts';
import { isBelow } from './covers.ts';
import { operationAt } from './place.ts';
import type { Placed } from './verdict.ts';

/** An override with its globs compiled. */
export interface CompiledOverride {
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  readonly reason: string | undefined;
  matches(result: Placed): boolean;
}

/** Compiles each glob once. `pathOf` gives the absolute path of a finding's file, with `/`. */
export function compileOverride(
  override: Override,
  pathOf: (result: Placed) => string,
): CompiledOverride {
  const { match, rules, reason, folder } = override;
  const files = globs(match.files && withFolders(match.files.map((glob) => globIn(folder, glob))));
  const paths = globs(match.paths?.map(withTemplates));
  const operations = globs(match.operations);
  const methods = match.methods?.map((method) => method.toLowerCase());
  return {
    rules,
    reason,
    matches(result) {
      const { operation, method, apiPath } = operationAt(result.finding.at);
      return (
        (files === undefined || files(pathOf(result))) &&
        (paths === undefined || (apiPath !== undefined && paths(apiPath))) &&
        (methods === undefined || (method !== undefined && methods.includes(method))) &&
        (match.tags === undefined ||
          (operation?.tags.some((tag) => match.tags?.includes(tag)) ?? false)) &&
        (operations === undefined ||
          (operation?.operationId !== undefined && operations(operation.operationId))) &&
        (match.pointers === undefined ||
          match.pointers.some((pointer) => isBelow(pointerText(result.finding.at), pointer)))
      );
    },
  };
}

function globs(patterns: readonly string[] | undefined): ((text: string) => boolean) | undefined {
  return patterns === undefined ? undefined : matcherOf(patterns);
}

/** Braces are part of a path template, not of the glob: `/pets/{id}` means itself, and so does `/pets({id})`. */
function withTemplates(glob: string): string {
  return glob.replaceAll(/\((\{[^{}]*\})\)/g, '\\($1\\)').replaceAll(/[{}]/g, '\\$&');
}

/** The severity that the last matching override gives; undefined where none matches. */
export function overridden(
  result: Placed,
  overrides: readonly CompiledOverride[],
): Severity | 'off' | undefined {
  for (const { rules, matches } of overrides.toReversed()) {
    const severity = rules.get(result.finding.rule.id);
    if (severity !== undefined && matches(result)) return severity;
  }
  return undefined;
}
