import { type Kind, type Node, Operation, type Version } from 'specgate/rule';
import { listed, type Problem } from './problem.ts';

type Required = { readonly [K in Kind]?: readonly string[] };

const V3: Required = {
  Info: ['title', 'version'],
  License: ['name'],
  Server: ['url'],
  ServerVariable: ['default'],
  Parameter: ['name', 'in'],
  RequestBody: ['content'],
  Response: ['description'],
  Tag: ['name'],
  ExternalDocs: ['url'],
  SecurityScheme: ['type'],
  Discriminator: ['propertyName'],
};

/** Fields that the specifications demand whatever else the object holds. */
const REQUIRED: { readonly [V in Version]: Required } = {
  '2.0': {
    Api: ['swagger', 'info', 'paths'],
    Info: ['title', 'version'],
    License: ['name'],
    Operation: ['responses'],
    Parameter: ['name', 'in'],
    Response: ['description'],
    Tag: ['name'],
    ExternalDocs: ['url'],
    SecurityScheme: ['type'],
  },
  '3.0': { ...V3, Api: ['openapi', 'info', 'paths'], Operation: ['responses'] },
  '3.1': { ...V3, Api: ['openapi', 'info'] },
  '3.2': { ...V3, Api: ['openapi', 'info'], Response: [] },
};

/** The fields that an object lacks, as one problem at the object. */
export function requiredProblems(node: Node): readonly Problem[] {
  const fields = REQUIRED[node.api.version][node.kind];
  if (fields === undefined || fields.every((field) => node.has(field))) return NONE;
  // Amazon asks no responses of what it hands on.
  if (node instanceof Operation && node.method === 'any') return NONE;
  // A `$ref` beside other fields brings the rest.
  return node.has('$ref') ? NONE : missingProblems(node, fields);
}

const NONE: readonly never[] = [];

/** As above, for fields that the kind alone does not decide about. */
export function missingProblems(node: Node, fields: readonly string[]): readonly Problem[] {
  const missing = fields.filter((field) => !node.has(field));
  return missing.length === 0 ? [] : [{ what: 'missing', at: node, fields: listed(missing) }];
}

/** Pairs of fields of which an object may have only one. */
export function conflictProblems(
  node: Node,
  pairs: readonly (readonly [field: string, other: string])[],
): readonly Problem[] {
  return pairs.flatMap(([field, other]) =>
    node.has(field) && node.has(other)
      ? [{ what: 'conflict' as const, at: node.at(field), field, other }]
      : [],
  );
}
