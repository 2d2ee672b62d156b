import {
  defineRule,
  inboundOperations,
  nameOf,
  type Operation,
  pathOf,
  securityOf,
} from 'specgate/rule';
import { asksAnywhere, isGuarded } from '../shared/protection.ts';
import { isPublic } from '../shared/public-operation.ts';
import { shapeOf } from '../shared/route-shape.ts';
import { weakestOf } from '../shared/strength.ts';

export default defineRule({
  id: 'version-auth-downgrade',
  title: 'Another version of the same route is protected less',
  category: 'authorization',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-306', 'CWE-1059', 'OWASP-API9:2023', 'OWASP-API2:2023'],
  tags: ['governance'],
  why: "Attackers use the version that was forgotten: it serves the same data with yesterday's rules.",
  fix: 'Protect every version that is still served as the current one is, or switch the old one off.',
  limits:
    'Versions are compared within one description, by a segment such as `v2`, `v1.1` or `2024-01-01` in the path.',

  messages: {
    open: '"{operation}" needs no credential, though "{other}" does.',
    weaker: '"{operation}" accepts much weaker credentials than "{other}".',
  },

  visit: {
    Api(api, { lexicons, report }) {
      if (!asksAnywhere(api)) return;
      const groups = new Map<string, Versioned[]>();
      for (const operation of inboundOperations(api)) {
        if (isPublic(operation, lexicons)) continue;
        const { version, rest } = taken(pathOf(operation));
        const key = `${operation.method} ${rest}`;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [{ operation, version }]);
        else group.push({ operation, version });
      }
      for (const group of groups.values()) {
        if (group.length < 2) continue;
        const strong = strongestOf(group);
        if (strong === undefined) continue;
        for (const { operation, version } of group) {
          if (version === strong.version) continue;
          const strength = strengthOf(operation);
          if (strength === undefined || !isMuchLess(strength, strong.strength)) continue;
          const other = nameOf(strong.operation);
          const place = {
            at: operation,
            related: [{ at: strong.operation, message: `${other} is protected better.` }],
          };
          report(place, strength === 0 ? 'open' : 'weaker', {
            operation: nameOf(operation),
            other,
          });
        }
      }
    },
  },
});

const VERSION = /^(?:v\d+(?:\.\d+)*(?:(?:alpha|beta)\d*)?|\d{4}-\d{2}-\d{2})$/i;

interface Versioned {
  readonly operation: Operation;
  /** '' for a path without one. */
  readonly version: string;
}

/** The first version segment of a path, and the shape of the rest. */
function taken(path: string): { readonly version: string; readonly rest: string } {
  const segments = shapeOf(path).split('/');
  const index = segments.findIndex((segment) => VERSION.test(segment));
  if (index === -1) return { version: '', rest: segments.join('/') };
  return { version: segments[index] ?? '', rest: segments.toSpliced(index, 1).join('/') };
}

function strongestOf(group: readonly Versioned[]) {
  let found: (Versioned & { readonly strength: number }) | undefined;
  for (const each of group) {
    const strength = strengthOf(each.operation);
    if (strength !== undefined && strength > (found?.strength ?? 0)) found = { ...each, strength };
  }
  return found;
}

/** The class of the weakest way in; undefined where a gateway asks for something that the description does not name. */
function strengthOf(operation: Operation): number | undefined {
  return isGuarded(operation) ? undefined : weakestOf(securityOf(operation));
}

/** Open instead of protected, or two classes of credentials apart. */
function isMuchLess(strength: number, than: number): boolean {
  return strength === 0 || than - strength >= 2;
}
