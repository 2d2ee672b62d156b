import {
  defineRule,
  flag,
  type Kind,
  nameOfKind,
  type Reference,
  withArticle,
} from 'specgate/rule';

export default defineRule({
  id: 'ref-type-mismatch',
  title: 'Reference points to the wrong kind of object',
  category: 'supply-chain',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  weighsLess: 'info where the object is of the right kind and no component',
  since: '0.1',
  references: ['CWE-843', 'CWE-1173', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'Tools skip an object that they do not expect, or read it wrongly, and its limits and credentials are gone.',
  fix: 'Refer to an object of the kind that belongs here.',
  limits:
    'What a file of its own holds is judged by what it looks like, and not at all in doubt. Where nothing stands, the section that the reference names is judged. References into other files are fine.',
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
      true,
    ),
  },

  messages: {
    kind: 'The reference "{reference}" should lead to {expected}, but {reason}.',
    section: 'The reference "{reference}" should lead to {expected}, but names {named}.',
    place: 'The reference "{reference}" leads to no component.',
  },

  visit: {
    Reference(reference, { options, report }) {
      const { problem, fault, text, expected, reason = '', place } = reference;
      if (fault !== undefined) return;
      if (problem === 'mismatch') {
        report(place, 'kind', { reference: text, expected: nounOf(expected), reason });
        return;
      }
      if (problem === 'unresolved') {
        const named = namedKind(text);
        if (named !== undefined && named !== expected) {
          const kinds = { expected: nounOf(expected), named: nounOf(named) };
          report(place, 'section', { reference: text, ...kinds });
          return;
        }
      } else if (problem !== undefined) return;
      if (options.requireComponents && leavesComponents(reference))
        report({ at: place, atMost: 'info' }, 'place', { reference: text });
    },
  },
});

function nounOf(kind: Kind): string {
  return withArticle(nameOfKind(kind));
}

const SECTIONS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['definitions', 'Schema'],
  ['schemas', 'Schema'],
  ['responses', 'Response'],
  ['parameters', 'Parameter'],
  ['examples', 'Example'],
  ['requestBodies', 'RequestBody'],
  ['headers', 'Header'],
  ['securitySchemes', 'SecurityScheme'],
  ['links', 'Link'],
  ['callbacks', 'Callback'],
  ['pathItems', 'PathItem'],
  ['mediaTypes', 'MediaType'],
]);

/** The kind of the definitions, one of which is named, be it without the first slash; undefined for what stands deeper or elsewhere. */
function namedKind(text: string): Kind | undefined {
  const steps = /^#\/?(?:components\/)?([^/]+)\/[^/]+$/.exec(text);
  return SECTIONS.get(steps?.[1] ?? '');
}

const COMPONENTS = /^#\/?(?:components\/([^/]+)|definitions|parameters|responses)\//;

/** Whether it points into its own file, beside the definitions. Anchors, and links to operations, lead where they want. */
function leavesComponents({ problem, text, expected, source, api }: Reference): boolean {
  if (expected === 'Operation' || source !== api.source || text.includes('/$defs/')) return false;
  if (!text.startsWith(problem === undefined ? '#/' : '#')) return false;
  const [isInside, section] = COMPONENTS.exec(text) ?? [];
  return isInside === undefined || (section !== undefined && !SECTIONS.has(section));
}
