import { defineRule, flag, nameOfKind, type Reference } from 'specgate/rule';

export default defineRule({
  id: 'ref-type-mismatch',
  title: 'Reference points to the wrong kind of object',
  category: 'supply-chain',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-843', 'CWE-1173', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'Tools skip an object that they do not expect, or read it wrongly, and its limits and credentials are gone.',
  fix: 'Refer to an object of the kind that belongs here.',
  limits:
    'What a file of its own holds is judged by what it looks like, and not at all in doubt. References into other files and below other objects are fine unless `requireComponents` is set.',
  peers: {
    kics: [
      '2.0/parameter_object_incorrect_ref',
      '2.0/response_object_incorrect_ref',
      '2.0/schema_object_incorrect_ref',
      '3.0/callback_object_incorrect_ref',
      '3.0/example_json_reference_outside_components_examples',
      '3.0/header_object_with_incorrect_ref',
      '3.0/link_object_incorrect_ref',
      '3.0/parameter_object_incorrect_ref',
      '3.0/request_body_incorrect_ref',
      '3.0/response_object_incorrect_ref',
      '3.0/schema_object_incorrect_ref',
    ],
    vacuum: ['path-item-refs'],
    '42crunch': ['*validation-reference-*'],
    redocly: ['spec-strict-refs'],
    ibm: ['ibm-ref-pattern'],
  },

  options: {
    requireComponents: flag(
      'References within a file must lead to `components`, or to the definitions of 2.0.',
      false,
    ),
  },

  messages: {
    kind: 'The reference "{reference}" should lead to a {expected}, but {reason}.',
    place: 'The reference "{reference}" leads to an object that is no component.',
  },

  visit: {
    Reference(reference, { options, report }) {
      const { problem, fault, text, expected, reason = '' } = reference;
      if (problem === 'mismatch' && fault === undefined) {
        const data = { reference: text, expected: nameOfKind(expected), reason };
        report(reference.place, 'kind', data);
      } else if (options.requireComponents && leavesComponents(reference)) {
        report(reference.place, 'place', { reference: text });
      }
    },
  },
});

const COMPONENTS = /^#\/(?:components|definitions|parameters|responses)\//;

function leavesComponents({ problem, text, expected }: Reference): boolean {
  if (problem !== undefined || expected === 'Operation') return false;
  return text.startsWith('#/') && !COMPONENTS.test(text);
}
