import {
  defineRule,
  inboundOperations,
  nameOf,
  type Operation,
  pathOf,
  securityOf,
} from 'specgate/rule';
import { asksAnywhere } from '../shared/protection.ts';
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
      const groups = new Map<string, Operation[]>();
      for (const operation of inboundOperations(api)) {
        if (isPublic(operation, lexicons)) continue;
        const key = `${operation.method} ${unversioned(pathOf(operation))}`;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [operation]);
        else group.push(operation);
      }
      for (const group of groups.values()) {
        if (group.length < 2) continue;
        const strong = strongestOf(group);
        if (strong === undefined) continue;
        for (const operation of group) {
          const strength = weakestOf(securityOf(operation));
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

/** The shape of a path without its first version segment. */
function unversioned(path: string): string {
  const segments = shapeOf(path).split('/');
  const version = segments.findIndex((segment) => VERSION.test(segment));
  return version === -1 ? segments.join('/') : segments.toSpliced(version, 1).join('/');
}

function strongestOf(group: readonly Operation[]) {
  let found: { operation: Operation; strength: number } | undefined;
  for (const operation of group) {
    const strength = weakestOf(securityOf(operation));
    if (strength !== undefined && strength > (found?.strength ?? 0))
      found = { operation, strength };
  }
  return found;
}

/** Open instead of protected, or two classes of credentials apart. */
function isMuchLess(strength: number, than: number): boolean {
  return strength === 0 || than - strength >= 2;
}
