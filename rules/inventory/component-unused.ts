import { type Api, defineRule, inboundOperations, type Node } from 'specgate/rule';
import { isObject } from '../shared/grammar/problem.ts';
import { outboundOperations } from '../shared/outbound-operations.ts';
import { shownText } from '../shared/shown-text.ts';
import { placeKey, usedEntries } from '../shared/used-entries.ts';

export default defineRule({
  id: 'component-unused',
  title: 'Component is never referenced',
  category: 'inventory',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-561', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'It describes operations that exist elsewhere, or the limit that should have been used and was not.',
  fix: 'Refer to it, delete it, or mark it with `x-public-component: true` where other documents use it.',
  limits:
    'Security schemes are reported by `auth-scheme-unused`. Uses from other scanned documents are not seen.',
  peers: {
    kics: [
      '2.0/unused_parameter_definition',
      '2.0/unused_response_definition',
      '2.0/unused_schema_definition',
      '3.0/components_callback_definition_unused',
      '3.0/components_example_definition_unused',
      '3.0/components_header_definition_unused',
      '3.0/components_link_definition_unused',
      '3.0/components_parameter_definition_unused',
      '3.0/components_request_body_definition_unused',
      '3.0/components_response_definition_unused',
      '3.0/components_schema_definition_unused',
    ],
    vacuum: ['oas3-unused-component', 'oas2-unused-definition'],
    cherrybomb: ['CheckUnusedSchema'],
    '42crunch': ['*warning-global-*-unused'],
    redocly: ['no-unused-components'],
    zally: ['S005'],
  },

  aggregate: 'document',
  messages: {
    unused: 'No operation leads to the {kind} "{name}".',
  },

  visit: {
    Api(api, { report, eligible }) {
      if (inboundOperations(api).length === 0 && outboundOperations(api).length === 0) return;
      const used = usedEntries(api);
      for (const [section, kind] of SECTIONS) {
        for (const [name, entry] of entriesOf(api, section)) {
          // Where the section is a reference to a file of its own, others may use that file too.
          if (!isEntryWritten(api, section, name)) continue;
          eligible();
          if (used.has(placeKey(section, name)) || entry.raw['x-public-component'] === true)
            continue;
          const holder =
            api.version === '2.0' ? api.at(section, name) : api.components?.at(section, name);
          if (holder !== undefined) report(holder, 'unused', { kind, name: shownText(name, 70) });
        }
      }
    },
  },
});

/** Where definitions stand, and what they are called. */
const SECTIONS = [
  ['schemas', 'schema'],
  ['definitions', 'schema'],
  ['responses', 'response'],
  ['parameters', 'parameter'],
  ['examples', 'example'],
  ['requestBodies', 'request body'],
  ['headers', 'header'],
  ['links', 'link'],
  ['callbacks', 'callback'],
  ['pathItems', 'path item'],
  ['mediaTypes', 'media type'],
] as const;
type Section = (typeof SECTIONS)[number][0];

function entriesOf(api: Api, section: Section): ReadonlyMap<string, Node> {
  const slot = api.version === '2.0' ? api.slots?.[section] : api.components?.slots?.[section];
  return slot instanceof Map ? slot : NONE;
}

function isEntryWritten(api: Api, section: Section, name: string): boolean {
  const holder: unknown = api.version === '2.0' ? api.raw : api.components?.raw;
  const entries: unknown = isObject(holder) ? holder[section] : undefined;
  return isObject(entries) && Object.hasOwn(entries, name);
}

const NONE: ReadonlyMap<string, Node> = new Map();
