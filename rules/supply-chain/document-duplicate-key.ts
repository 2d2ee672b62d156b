import { defineRule } from 'specgate/rule';
import { rootOf } from '../shared/root-of.ts';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'document-duplicate-key',
  title: 'Mapping contains the same key twice',
  category: 'supply-chain',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-694', 'OWASP-API8:2023'],
  tags: ['governance', 'vendor-risk'],
  why: 'Some tools keep the first of the two, some the last: a second `security` or `paths` can hide the one that was reviewed.',
  fix: 'Delete one of the two, or merge them.',
  limits:
    'A key beside a merge key (`<<`) that brings the same one is how a merge is overridden, and fine.',

  messages: {
    twice: 'The key "{key}" stands here a second time, after line {line}.',
  },

  visit: {
    Api(api, { report }) {
      for (const { source, problems } of api.documents) {
        for (const { kind, name, start, end, firstStart } of problems) {
          if (kind !== 'duplicate-key' || firstStart === undefined) continue;
          const at = rootOf(source);
          const first = { start: firstStart, end: firstStart + (end - start) };
          const related = [{ at, span: first, message: 'It stands here first.' }];
          const place = { at, span: { start, end }, detail: name, related };
          const { line } = source.position(firstStart);
          report(place, 'twice', { key: shownText(name), line });
        }
      }
    },
  },
});
