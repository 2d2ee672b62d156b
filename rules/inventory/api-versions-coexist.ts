import {
  type Api,
  defineRule,
  inTextOrder,
  type PathItem,
  type Server,
  schemeOf,
} from 'specgate/rule';
import { isPrefix, isTemplated, segmentsOf } from '../shared/segments.ts';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'api-versions-coexist',
  title: 'Several API versions are served side by side',
  category: 'inventory',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-1059', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'Each further version is as much again to attack, and the older one tends to miss the later fixes.',
  fix: 'Mark the operations of the older version as `deprecated`, and retire them.',
  limits: 'Sees the versions of one document only, in its paths and in its servers.',

  messages: {
    paths:
      'Paths of version "{old}" are served beside those of "{current}", and none is deprecated.',
    servers: 'The server "{url}" is of version "{old}", beside another one of "{current}".',
  },

  visit: {
    Api(api, { report }) {
      const items = itemsByVersion(api);
      const versions = [...items.keys()].sort(byNumber);
      const [old, current] = [versions[0], versions.at(-1)];
      if (old !== undefined && current !== undefined && old !== current) {
        const olds = items.get(old) ?? [];
        const [first] = olds;
        if (first === undefined || olds.some(hasDeprecated)) return;
        const related = olds.slice(1, 20).map((at) => ({ at, message: 'This one is as old.' }));
        report({ at: first, related }, 'paths', { old, current });
        return;
      }
      const problem = oldServer(api);
      if (problem !== undefined)
        report(problem.at, 'servers', {
          url: shownText(problem.url, 40),
          old: problem.old,
          current: problem.current,
        });
    },
  },
});

const VERSION = /^v\d{1,3}(?:[._]\d{1,3})*(?:(?:alpha|beta|rc)\d*)?$/i;

/** The version that a path begins with, after what only leads there: `v1` of `/api/v1/users`, also of `/users/v1/list`. */
function versionIn(path: string): string | undefined {
  for (const [index, segment] of segmentsOf(path).slice(0, 3).entries()) {
    if (VERSION.test(segment)) return segment.toLowerCase();
    if (isTemplated(segment) || (index > 0 && !isPrefix(segment))) return undefined;
  }
  return undefined;
}

function itemsByVersion(api: Api): ReadonlyMap<string, readonly PathItem[]> {
  const found = new Map<string, PathItem[]>();
  for (const [path, item] of inTextOrder(api.paths, ([name]) => name)) {
    const version = versionIn(path);
    if (version === undefined || item.operations.length === 0) continue;
    const list = found.get(version);
    if (list === undefined) found.set(version, [item]);
    else list.push(item);
  }
  return found;
}

function byNumber(a: string, b: string): number {
  return numberIn(a) - numberIn(b) || (a < b ? -1 : 1);
}

function numberIn(version: string): number {
  return Number(/\d+(?:[._]\d+)?/.exec(version)?.[0].replace('_', '.') ?? 0);
}

function hasDeprecated({ operations }: PathItem): boolean {
  return operations.some(({ deprecated }) => deprecated === true);
}

/** A server that differs from another one in the version alone. */
function oldServer(api: Api) {
  if (api.version === '2.0') return undefined;
  const seen = new Map<string, { readonly version: string; readonly server: Server }>();
  for (const server of api.servers) {
    const url = server.url ?? '';
    const version = url
      .split('/')
      .find((part) => VERSION.test(part))
      ?.toLowerCase();
    if (version === undefined || schemeOf(url) === undefined) continue;
    const rest = url.toLowerCase().replace(version, '');
    const other = seen.get(rest);
    if (other !== undefined && other.version !== version) {
      const [old, current] = [version, other.version].sort(byNumber);
      const outdated = old === version ? server : other.server;
      if (old !== undefined && current !== undefined)
        return { at: outdated.at('url'), url: outdated.url ?? '', old, current };
    }
    seen.set(rest, { version, server });
  }
  return undefined;
}
