import { defineRule, texts } from 'specgate/rule';
import { isInternalDocument } from '../shared/audience.ts';
import { isOpen } from '../shared/protection.ts';
import { isPublic } from '../shared/public-operation.ts';
import { DEBUG_SEGMENTS, segmentIn } from '../shared/sensitive-segments.ts';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'debug-endpoint-exposed',
  title: 'Debug or management endpoint is part of the API',
  category: 'inventory',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-489', 'CWE-215', 'OWASP-API8:2023', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'Heap dumps, consoles and profilers show secrets and let whoever reaches them steer the server, ordinary users included.',
  fix: 'Serve them on a port for management that is not reachable from outside, and leave them out of the description.',
  limits: 'Paths that can be called without a credential are reported by `admin-unauthenticated`.',

  options: {
    segments: texts('Whole segments of paths that mean debugging, in lower case.', DEBUG_SEGMENTS),
  },
  messages: {
    exposed: 'The path "{path}" leads to "{segment}", an aid for debugging or management.',
  },

  visit: {
    Api(api, { options, lexicons, report }) {
      if (isInternalDocument(api)) return;
      for (const [path, item] of api.paths) {
        const segment = segmentIn(path, options.segments);
        if (segment === undefined || item.operations.length === 0) continue;
        const isAnonymous = item.operations.some(
          (operation) => isOpen(operation) && !isPublic(operation, lexicons),
        );
        if (!isAnonymous)
          report(api.at('paths', path), 'exposed', { path: shownText(path, 60), segment });
      }
    },
  },
});
