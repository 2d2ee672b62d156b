import { defineRule } from 'specgate/rule';

export default defineRule({
  id: 'ref-path-escape',
  title: 'File reference leaves the project',
  category: 'supply-chain',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-22', 'CWE-73', 'OWASP-API8:2023'],
  tags: ['vendor-risk'],
  why: 'A description from outside could pull files of the build machine into logs, bundles or generated code. The file was not read, so the scan counts as incomplete.',
  fix: 'Keep what is referred to inside the repository, and refer to it by a relative path. Another root can be chosen with `--root`.',
  limits: 'Symbolic links are followed before it is judged where a file lies.',

  messages: {
    escape: 'The reference "{reference}" was not followed: {reason}.',
  },

  visit: {
    Reference(reference, { report }) {
      const { problem, fault, text, reason = '' } = reference;
      if (problem !== 'escape' || fault !== undefined) return;
      report(reference.place, 'escape', { reference: text, reason });
    },
  },
});
