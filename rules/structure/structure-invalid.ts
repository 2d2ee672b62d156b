import { type Context, defineRule, flag, type Node, type Pointer } from 'specgate/rule';
import {
  apiProblems,
  callbackProblems,
  componentsProblems,
  discriminatorProblems,
  encodingProblems,
  exampleProblems,
  itemProblems,
  licenseProblems,
  linkProblems,
  mediaTypeProblems,
  operationProblems,
  responseProblems,
  variableProblems,
  xmlProblems,
} from '../shared/grammar/objects.ts';
import { bodyProblems, headerProblems, parameterProblems } from '../shared/grammar/parameters.ts';
import type { Problem } from '../shared/grammar/problem.ts';
import { requiredProblems } from '../shared/grammar/required.ts';
import { schemaProblems } from '../shared/grammar/schemas.ts';
import { flowProblems, requirementProblems, schemeProblems } from '../shared/grammar/security.ts';
import { shapeProblems } from '../shared/grammar/shape.ts';

const MESSAGES = {
  missing: 'This {kind} lacks {fields}.',
  unknown: 'There is no field "{field}" in this {kind}.',
  similar: 'There is no field "{field}" in this {kind}; did you mean "{near}"?',
  misplaced: '"{field}" belongs in the "schema" of this {kind}.',
  wrong: '"{field}" has to be {expected}, not {found}.',
  conflict: '"{field}" does not go together with "{other}".',
} as const;

type Told = Context<
  typeof MESSAGES,
  { readonly unknownFields: boolean; readonly numbersAsTexts: boolean }
>;

/** What an object of each kind is called, where the kind's name is not the word. */
const NAMES: { readonly [kind: string]: string } = {
  Api: 'description',
  PathItem: 'path',
  RequestBody: 'request body',
  MediaType: 'media type',
  SecurityScheme: 'security scheme',
  SecurityRequirement: 'security requirement',
  OAuthFlow: 'OAuth flow',
  ServerVariable: 'server variable',
  ExternalDocs: 'link to documentation',
};

/** Objects that 2.0 does not have: the model makes them of fields that are judged where they stand. */
const MADE_IN_V2 = new Set(['Server', 'RequestBody', 'MediaType', 'OAuthFlow', 'Discriminator']);

function judge(node: Node, context: Told, own: readonly Problem[] = []): void {
  if (node.api.version === '2.0' && MADE_IN_V2.has(node.kind)) return;
  const shape = shapeProblems(node);
  const required = requiredProblems(node);
  if (own.length + shape.length + required.length === 0) return;
  const told = new Set<string>();
  for (const problem of [...own, ...shape, ...required]) {
    // One sentence a key: a value of the wrong kind is not also told to be none of its choices.
    const { at } = problem;
    if (isTolerated(node, problem, context)) continue;
    const key = `${at.parent?.key} ${at.key} ${problem.what === 'missing' ? problem.fields : ''}`;
    if (told.has(key)) continue;
    told.add(key);
    tell(node, problem, context);
  }
}

function isTolerated(node: Node, { what, at }: Problem, { options }: Told): boolean {
  if (what === 'unknown' || what === 'misplaced') return !options.unknownFields;
  return options.numbersAsTexts && isVersionNumber(node, at);
}

/** `version: 1.0` in `info`, which every tool reads. */
function isVersionNumber(node: Node, at: Pointer): boolean {
  return node.kind === 'Info' && at.key === 'version' && typeof node.raw.version === 'number';
}

/** A tag that is not the list's own only confuses the documentation. */
function isTag(node: Node, at: Pointer): boolean {
  return node.kind === 'Api' && at.parent?.parent?.key === 'tags';
}

function tell(node: Node, problem: Problem, { report }: Told): void {
  const kind = NAMES[node.kind] ?? node.kind.toLowerCase();
  const { at } = problem;
  if (problem.what === 'missing') {
    const { fields } = problem;
    report({ at, detail: fields }, 'missing', { kind, fields });
  } else if (problem.what === 'wrong') {
    const { field, expected, found } = problem;
    const isHarmless = isVersionNumber(node, at) || isTag(node, at);
    const place = isHarmless ? { at, atMost: 'low' as const } : at;
    report(place, 'wrong', { field, expected, found });
  } else if (problem.what === 'conflict') {
    report(at, 'conflict', { field: problem.field, other: problem.other });
  } else if (problem.what === 'misplaced') report(at, 'misplaced', { kind, field: problem.field });
  else if (problem.near === undefined) report(at, 'unknown', { kind, field: problem.field });
  else report(at, 'similar', { kind, field: problem.field, near: problem.near });
}

export default defineRule({
  id: 'structure-invalid',
  title: 'Description is not what the specification says',
  category: 'structure',
  severity: 'high',
  confidence: 'high',
  weighsLess: 'low where `info.version` is a number, and of the names of tags',
  since: '0.1',
  references: ['CWE-1173', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'What tools do not understand they leave out without a word: a misspelt `security` or `maxLength` protects nothing, and nobody notices.',
  fix: 'Write the field as the specification of the version says; the message names what is expected.',
  limits:
    'A `$ref` where the specification has no Reference Object is followed and not reported, since bundlers do the same. Formats of texts (URLs, mail addresses) have rules of their own.',
  peers: {
    kics: [
      '2.0/basepath_with_wrong_format',
      '2.0/body_parameter_with_wrong_property',
      '2.0/host_with_invalid_pattern',
      '2.0/multi_collectionformat_not_valid_in_parameter',
      '2.0/non_body_parameter_with_schema',
      '2.0/object_without_required_property',
      '2.0/parameter_file_type_not_in_formdata',
      '2.0/unknown_property',
      '3.0/components_object_fixed_field_key_improperly_named',
      '3.0/link_object_with_both_operation_id_and_operation_ref',
      '3.0/object_without_required_property',
      '3.0/parameter_object_content_with_multiple_entries',
      '3.0/parameter_object_schema_content',
      '3.0/unknown_property',
      'general/path_parameter_not_required',
      'general/responses_wrong_http_status_code',
      '3.0/header_object_without_schema',
      'general/responses_object_is_empty',
    ],
    vacuum: ['oas2-schema', 'oas3-schema', 'oas-schema-check'],
    cherrybomb: ['CheckValidResponses'],
    '42crunch': [
      '*validation-array-void',
      '*validation-content-length',
      '*validation-enum-entry-badvalue',
      '*validation-key-pattern',
      '*validation-parameter-path-required',
      '*validation-parameter-schema-content-present',
      '*validation-property-dependency-unsatisfied',
      '*validation-property-integer*',
      '*validation-property-required',
      '*validation-property-value-type',
      '*validation-security-*',
      '*semantic-unknown-property',
      '*semantic-response-httpstatus',
      '*semantic-link-operationid-operationref',
      'semantic-basepath-pattern',
      'semantic-host-pattern',
      'validation-parameter-body-additionalproperties',
      'validation-parameter-collectionformat',
      'validation-parameter-file',
      'validation-parameter-notbody-schema',
      'validation-property-unique',
    ],
    redocly: ['struct', 'spec-components-invalid-map-name'],
    ibm: ['ibm-securityscheme-attributes'],
    zally: ['101', '150'],
  },
  options: {
    unknownFields: flag('Whether fields that the specification does not have are reported.', true),
    numbersAsTexts: flag(
      'Whether `info.version` may be a number; many write `version: 1.0`, and every tool reads it.',
      true,
      false,
    ),
  },
  messages: MESSAGES,
  visit: {
    Api: (node, context) => judge(node, context, apiProblems(node)),
    Info: (node, context) => judge(node, context),
    Contact: (node, context) => judge(node, context),
    License: (node, context) => judge(node, context, licenseProblems(node)),
    Server: (node, context) => judge(node, context),
    ServerVariable: (node, context) => judge(node, context, variableProblems(node)),
    Components: (node, context) => judge(node, context, componentsProblems(node)),
    PathItem: (node, context) => judge(node, context, itemProblems(node)),
    Webhook: (node, context) => judge(node, context, itemProblems(node)),
    Operation: (node, context) => judge(node, context, operationProblems(node)),
    Parameter: (node, context) => judge(node, context, parameterProblems(node)),
    Header: (node, context) => judge(node, context, headerProblems(node)),
    RequestBody(node, context) {
      if (node.api.version !== '2.0') judge(node, context);
      else {
        for (const problem of bodyProblems(node)) {
          if (!isTolerated(node, problem, context)) tell(node, problem, context);
        }
      }
    },
    MediaType: (node, context) => judge(node, context, mediaTypeProblems(node)),
    Encoding: (node, context) => judge(node, context, encodingProblems(node)),
    Response: (node, context) => judge(node, context, responseProblems(node)),
    Callback: (node, context) => judge(node, context, callbackProblems(node)),
    Example: (node, context) => judge(node, context, exampleProblems(node)),
    Link: (node, context) => judge(node, context, linkProblems(node)),
    Schema: (node, context) => judge(node, context, schemaProblems(node)),
    Discriminator: (node, context) => judge(node, context, discriminatorProblems(node)),
    Xml: (node, context) => judge(node, context, xmlProblems(node)),
    SecurityScheme: (node, context) => judge(node, context, schemeProblems(node)),
    OAuthFlow: (node, context) => judge(node, context, flowProblems(node)),
    SecurityRequirement: (node, context) => judge(node, context, requirementProblems(node)),
    Tag: (node, context) => judge(node, context),
    ExternalDocs: (node, context) => judge(node, context),
  },
});
