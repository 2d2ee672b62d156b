import { defineRule, isInbound, operationOf, texts } from 'specgate/rule';
import { contentUsesOf } from '../shared/content-uses.ts';
import { essenceOf } from '../shared/media-types.ts';

export default defineRule({
  id: 'unsafe-deserialization',
  title: 'Request media type is a native object serialization',
  category: 'injection-ssrf',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-502', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'Reading objects of Java, PHP, Python, Ruby or .NET from a stranger runs code of her choice on the server: well-known tools make the bytes.',
  fix: 'Accept a format that holds data only, such as JSON.',
  limits: 'YAML, which is harmless with a safe loader, is not reported.',

  options: {
    mediaTypes: texts('Media types of native serializations.', [
      'application/x-java-serialized-object',
      'application/x-java-object',
      'application/x-php-serialized',
      'application/x-python-pickle',
      'application/x-pickle',
      'application/x-msbin1',
      'application/x-ruby-marshal',
      'application/x-dotnet-binaryformatter',
    ]),
  },
  messages: {
    native: 'Requests may be sent as "{type}", which recreates objects of the language.',
  },

  visit: {
    MediaType(mediaType, { options, report }) {
      for (const { name, at, body } of contentUsesOf(mediaType)) {
        const type = essenceOf(name);
        if (body === undefined || !options.mediaTypes.includes(type)) continue;
        const operation = operationOf(body);
        if (operation !== undefined && !isInbound(operation)) continue;
        report(at, 'native', { type });
      }
    },
  },
});
