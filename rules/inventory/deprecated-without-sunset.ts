import { defineRule, flag, type Node, nameOf, type Operation, Schema } from 'specgate/rule';
import { labelOf } from '../shared/label.ts';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'deprecated-without-sunset',
  title: 'Deprecated operation has no retirement signal',
  category: 'inventory',
  severity: 'low',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-477', 'CWE-1059', 'OWASP-API9:2023'],
  tags: ['governance', 'sla'],
  why: 'Without a date, old routes stay for years, unpatched and unwatched.',
  fix: 'Announce the end with a `Sunset` header (RFC 8594) or an extension such as `x-sunset`, and remove the route then.',
  limits: 'Whether a date has passed is not told: a scan gives the same result on every day.',
  peers: { redocly: ['cookbook/operation-deprecated-response-headers'] },

  aggregate: 'document',
  options: {
    alsoParts: flag('Parameters, properties and security schemes are asked as well.', false, true),
  },
  messages: {
    operation: '"{name}" is deprecated, and nothing says until when it works.',
    part: 'The {kind} "{name}" is deprecated, and nothing says until when it works.',
  },

  having: { Schema: ['deprecated'] },
  visit: {
    Operation(operation, { report, eligible }) {
      if (operation.deprecated !== true) return;
      eligible();
      const isSaid =
        hasSignal(operation) ||
        (operation.item !== undefined && hasExtension(operation.item)) ||
        announces(operation);
      if (!isSaid)
        report(operation.at('deprecated'), 'operation', { name: shownText(nameOf(operation), 40) });
    },

    Parameter(parameter, { options, report, eligible }) {
      if (!options.alsoParts || parameter.deprecated !== true) return;
      eligible();
      const name = shownText(parameter.name ?? '', 30);
      if (!hasSignal(parameter))
        report(parameter.at('deprecated'), 'part', { kind: 'parameter', name });
    },

    Schema(schema, { options, report, eligible }) {
      if (!options.alsoParts || schema.deprecated !== true) return;
      eligible();
      const kind = schema.owner instanceof Schema ? 'property' : 'schema';
      const name = shownText(labelOf(schema), 30);
      if (!hasSignal(schema)) report(schema.at('deprecated'), 'part', { kind, name });
    },

    SecurityScheme(scheme, { options, report, eligible }) {
      if (!options.alsoParts || scheme.deprecated !== true) return;
      eligible();
      const name = shownText(scheme.id, 30);
      if (!hasSignal(scheme)) report(scheme.at('deprecated'), 'part', { kind: 'scheme', name });
    },
  },
});

const EXTENSIONS = [
  'x-sunset',
  'x-sunset-date',
  'x-deprecation-date',
  'x-deprecated-on',
  'x-deprecation',
  'x-replaced-by',
  'x-removal-date',
  'x-eol',
] as const;

function hasExtension(node: Node): boolean {
  return EXTENSIONS.some((name) => node.has(name));
}

/** An extension, or a date in the text: a year of this century is enough. */
function hasSignal(
  node: Node & { readonly description?: string | undefined; readonly summary?: string | undefined },
): boolean {
  return hasExtension(node) || YEAR.test(node.description ?? '') || YEAR.test(node.summary ?? '');
}

const YEAR = /\b20[2-9]\d\b/;

function announces(operation: Operation): boolean {
  for (const response of operation.responses.values()) {
    for (const name of response.headers.keys())
      if (/^(?:sunset|deprecation)$/i.test(name)) return true;
  }
  return false;
}
