import {
  defineRule,
  Encoding,
  MediaType,
  type Parameter,
  propertiesOf,
  Response,
} from 'specgate/rule';
import { essenceOf } from '../shared/media-types.ts';
import { shownText } from '../shared/shown-text.ts';
import { isWritten } from '../shared/written-property.ts';

export default defineRule({
  id: 'field-ignored',
  title: 'Declaration has no effect',
  category: 'structure',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1173', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'Tools must ignore it here: somebody relies on a restriction, as of the types that may be uploaded, that is never applied.',
  fix: 'Move it to where it works, or delete it.',
  peers: {
    kics: [
      'general/header_parameter_named_as_accept',
      'general/header_parameter_named_as_content_type',
      'general/header_response_name_is_invalid',
      'general/property_allow_empty_value_improperly_defined',
      '3.0/encoding_header_content_type_improperly_defined',
      '3.0/encoding_map_key_mismatch_schema_defined_properties',
      '3.0/property_allow_empty_value_ignored',
      '3.0/property_allow_reserved_encoding_object_ignored',
      '3.0/property_allow_reserved_improperly_defined',
      '3.0/property_explode_encoding_object_ignored',
      '3.0/property_type_encoding_object_ignored',
      '3.0/request_body_object_with_incorrect_media_type',
    ],
    '42crunch': [
      '*warning-parameter-header-accept',
      '*warning-parameter-header-content-type',
      '*warning-response-header-content-type',
      '*warning-encoding-*',
      '*warning-media-type-encoding',
      '*warning-parameter-allow-empty-value-incompatible',
      '*semantic-parameter-allowemptyvalue',
      '*semantic-parameter-allowreserved',
      '*semantic-mediatype-encoding-key-undefined',
      '*validation-media-type-encoding-restriction',
    ],
    redocly: ['spec-no-invalid-encoding-combinations'],
    ibm: ['ibm-no-accept-header', 'ibm-no-content-type-header'],
  },

  messages: {
    parameter: 'The header parameter "{name}" is ignored: {instead}.',
    header: 'The header "{name}" is ignored {where}.',
    encoding: '"encoding" is ignored for "{type}": it is for forms only.',
    part: 'The encoding of "{name}" is ignored: the schema has no such property.',
    serialization: '"{field}" is ignored for "{type}" in this version.',
    emptyValue: '"allowEmptyValue" is ignored in a parameter in "{place}".',
    emptyStyle: '"allowEmptyValue" is ignored with the style "{style}".',
    reserved: '"allowReserved" is ignored in a parameter in "{place}".',
  },

  visit: {
    Parameter(parameter, { report }) {
      const { in: place, name = '' } = parameter;
      const instead = place === 'header' ? INSTEAD[name.toLowerCase()] : undefined;
      if (instead !== undefined) {
        report(parameter, 'parameter', { name: shownText(name, 25), instead });
        return;
      }
      if (place === undefined) return;
      if (isSaid(parameter, 'allowEmptyValue')) {
        const at = parameter.at('allowEmptyValue');
        const style = parameter.style ?? 'form';
        if (place !== 'query' && place !== 'formData') report(at, 'emptyValue', { place });
        else if (!EMPTY_STYLES.has(style)) report(at, 'emptyStyle', { style });
      }
      if (isSaid(parameter, 'allowReserved') && isReservedIgnored(parameter))
        report(parameter.at('allowReserved'), 'reserved', { place });
    },

    Header(header, { report }) {
      const name = String(header.key);
      const { owner } = header;
      if (owner instanceof Response) {
        if (!REQUEST_ONLY.has(name.toLowerCase())) return;
        report(header, 'header', { name: shownText(name, 40), where: 'in a response' });
      } else if (owner instanceof Encoding && name.toLowerCase() === 'content-type') {
        report(header, 'header', { name, where: 'here, as "contentType" says the same' });
      }
    },

    MediaType(mediaType, { report }) {
      if (mediaType.encoding.size === 0) return;
      const type = essenceOf(mediaType.name);
      if (!isForm(type)) {
        report(mediaType.at('encoding'), 'encoding', { type: shownText(type, 40) });
        return;
      }
      const { schema } = mediaType;
      if (schema === undefined) return;
      const properties = propertiesOf(schema);
      // A schema that names no properties leaves them to others.
      if (properties.size === 0) return;
      for (const [name, encoding] of mediaType.encoding) {
        if (!properties.has(name) && !isWritten(schema.raw.properties, name))
          report(encoding, 'part', { name: shownText(name, 40) });
      }
    },

    Encoding(encoding, { report }) {
      const { owner, api } = encoding;
      // Since 3.1, multipart/form-data knows them as well.
      if (api.version !== '3.0' || !(owner instanceof MediaType)) return;
      const type = essenceOf(owner.name);
      if (!isForm(type) || type === URL_ENCODED) return;
      for (const field of SERIALIZATION) {
        if (isSaid(encoding, field)) report(encoding.at(field), 'serialization', { field, type });
      }
    },
  },
});

/** Whether a field says something that is lost where it is ignored: `allowReserved: false` is what holds anyway. */
function isSaid(node: Parameter | Encoding, field: string): boolean {
  return node.has(field) && !(field.startsWith('allow') && node.raw[field] === false);
}

/** What says the same and is not ignored (OpenAPI 3.1.1 §4.8.12.2). */
const INSTEAD: { readonly [header: string]: string } = {
  accept: 'the media types of the responses say it',
  'content-type': 'the media types of the request body say it',
};

/** Of the headers that only requests have, and the one that the media type says. */
const REQUEST_ONLY = new Set([
  'content-type',
  'accept',
  'accept-charset',
  'accept-language',
  'authorization',
  'cookie',
  'expect',
  'from',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-unmodified-since',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'te',
  'user-agent',
]);

/** Styles that can write a name without a value. */
const EMPTY_STYLES = new Set(['form']);

const SERIALIZATION = ['style', 'explode', 'allowReserved'] as const;
const URL_ENCODED = 'application/x-www-form-urlencoded';

function isForm(type: string): boolean {
  return type === URL_ENCODED || type.startsWith('multipart/');
}

/** Since 3.2 it holds wherever characters would be percent-encoded. */
function isReservedIgnored({ in: place, style, api }: Parameter): boolean {
  if (api.version !== '3.2') return place !== 'query';
  return place === 'header' || (place === 'cookie' && style === 'cookie');
}
