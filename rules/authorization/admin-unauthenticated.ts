import {
  type Api,
  defineRule,
  fact,
  inboundOperations,
  nameOf,
  type Operation,
  pathOf,
  texts,
} from 'specgate/rule';
import { counted } from '../shared/counted.ts';
import { hasAuthentication, isOpen } from '../shared/protection.ts';
import { isPublic } from '../shared/public-operation.ts';
import { related } from '../shared/related.ts';
import { ADMIN_SEGMENTS, INNER_SEGMENTS, segmentIn } from '../shared/sensitive-segments.ts';

export default defineRule({
  id: 'admin-unauthenticated',
  title: 'Administrative or internal path is open to anyone',
  category: 'authorization',
  severity: 'critical',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-306', 'CWE-862', 'OWASP-API5:2023', 'OWASP-API2:2023'],
  tags: ['governance'],
  why: 'Management functions are what attackers want most, and scanners try exactly these paths first.',
  fix: 'Require an administrative scope or mutual TLS, or move these routes to a separate API that is not public.',

  limits:
    'Pages that show the description itself, such as Swagger UI, are left to debug-endpoint-exposed; logins and health probes are fine.',

  silences: { place: ['auth-missing', 'auth-missing-read', 'auth-disabled', 'auth-optional'] },
  options: {
    segments: texts(
      'Whole segments of paths that mean administration or debugging, in lower case.',
      [...ADMIN_SEGMENTS, ...INNER_SEGMENTS],
    ),
  },
  messages: {
    open: '"{operation}" lies below "{segment}" and can be called without any credential.',
    everywhere: 'All paths lie below "{segment}", and no credential is needed for {operations}.',
  },

  visit: {
    Api(api, { options, lexicons, report }) {
      const open = inboundOperations(api).flatMap((operation) => {
        const segment = segmentIn(pathOf(operation), options.segments);
        const isFine = segment === undefined || !isOpen(operation) || isPublic(operation, lexicons);
        return isFine ? [] : [{ operation, segment }];
      });
      const [first] = open;
      if (first === undefined) return;
      if (
        pathsOf(api).length > 1 &&
        pathsOf(api).every((path) => segmentIn(path, [first.segment.toLowerCase()]))
      ) {
        const operations = open.map(({ operation }) => operation);
        const place = { at: api.at('paths'), related: related(operations, 'needs no credential.') };
        report(place, 'everywhere', {
          segment: first.segment,
          operations: counted(operations.length, 'operation'),
        });
        return;
      }
      // Where nothing at all is protected, that is the cause; one finding says that these routes are among the rest.
      if (!hasAuthentication(api)) {
        const others = related(
          open.slice(1).map(({ operation }) => operation),
          'needs none either.',
        );
        report({ at: first.operation, related: others }, 'open', wordsOf(first));
        return;
      }
      for (const each of open) report(each.operation, 'open', wordsOf(each));
    },
  },
});

const pathsOf: (api: Api) => readonly string[] = fact((api: Api) => [
  ...new Set(inboundOperations(api).map(pathOf)),
]);

interface Open {
  readonly operation: Operation;
  readonly segment: string;
}

function wordsOf({ operation, segment }: Open) {
  return { operation: nameOf(operation), segment };
}
