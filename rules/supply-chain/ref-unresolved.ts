import { Discriminator, defineRule, type Reference } from 'specgate/rule';

export default defineRule({
  id: 'ref-unresolved',
  title: 'Reference cannot be resolved',
  category: 'supply-chain',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1173', 'CWE-610', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'What stands behind a broken reference is missing: limits, responses, credentials. Every other check is blind there, so the scan counts as incomplete.',
  fix: 'Correct the file name or the pointer. A reference that is meant to lead nowhere is better removed.',
  limits:
    'A `$ref` in an example, a default, an enum or an extension is data and not looked at. A mapping of a discriminator that leads nowhere is reported by `discriminator-invalid`, schemas that refer to each other in a circle by `schema-circular-composition`, and a file that exists but cannot be parsed is a failure of the scan.',
  peers: {
    kics: [
      '2.0/json_reference_does_not_exists_parameter',
      '2.0/json_reference_does_not_exists_response',
      '2.0/json_reference_does_not_exists_schema',
      '3.0/json_reference_does_not_exists_callback',
      '3.0/json_reference_does_not_exists_example',
      '3.0/json_reference_does_not_exists_header',
      '3.0/json_reference_does_not_exists_link',
      '3.0/json_reference_does_not_exists_parameter',
      '3.0/json_reference_does_not_exists_request_body',
      '3.0/json_reference_does_not_exists_response',
      '3.0/json_reference_does_not_exists_schema',
      '2.0/parameter_object_incorrect_ref',
      '2.0/response_object_incorrect_ref',
      '2.0/schema_object_incorrect_ref',
      '3.0/callback_object_incorrect_ref',
      '3.0/header_object_with_incorrect_ref',
      '3.0/link_object_incorrect_ref',
      '3.0/parameter_object_incorrect_ref',
      '3.0/request_body_incorrect_ref',
      '3.0/response_object_incorrect_ref',
      '3.0/schema_object_incorrect_ref',
    ],
    vacuum: ['json-schema-ref-valid'],
    '42crunch': ['*validation-reference-*-unresolved'],
    redocly: ['no-unresolved-refs'],
  },

  messages: {
    missing: 'The reference "{reference}" leads nowhere: {reason}.',
    malformed: 'The reference "{reference}" cannot be read: {reason}.',
    shapeless: 'This reference cannot be read: {reason}.',
    circular: 'The reference "{reference}" leads back to itself.',
  },

  visit: {
    Reference(reference, { report }) {
      const { problem, fault, text, reason = '' } = reference;
      if (problem === undefined || fault !== undefined || isMapping(reference)) return;
      const at = reference.place;
      if (problem === 'unresolved') report(at, 'missing', { reference: text, reason });
      else if (problem === 'malformed' && text === '') report(at, 'shapeless', { reason });
      else if (problem === 'malformed') report(at, 'malformed', { reference: text, reason });
      else if (problem === 'circular' && reference.expected !== 'Schema') {
        report(at, 'circular', { reference: text });
      }
    },
  },
});

function isMapping({ owner, place }: Reference): boolean {
  return owner instanceof Discriminator && place.key !== '$ref';
}
