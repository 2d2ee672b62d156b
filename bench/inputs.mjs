import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Generated inputs, so that the benchmark needs nothing but the checkout: [name, number of paths, format]. */
const GENERATED = [
  ['tiny.yaml', 2],
  ['small.json', 40],
  ['medium.yaml', 400],
  ['large.json', 8000],
];

/** Writes the generated inputs and finds real ones in `folder`, where it exists. */
export function inputs(cache, folder) {
  mkdirSync(cache, { recursive: true });
  const made = GENERATED.map(([name, paths]) => {
    const file = join(cache, name);
    if (!existsSync(file))
      writeFileSync(
        file,
        name.endsWith('.json')
          ? JSON.stringify(description(paths), undefined, 2)
          : yamlOf(description(paths)),
      );
    return { name, file };
  });
  if (!existsSync(folder)) return made;
  const real = readdirSync(folder)
    .filter((name) => /^s\d+-.*\.(?:json|yaml)$/.test(name))
    .map((name) => ({ name, file: join(folder, name) }));
  const split = join(folder, 's15-digitalocean', 'DigitalOcean-public.v2.yaml');
  if (existsSync(split)) real.push({ name: 's15-digitalocean', file: split });
  return [...made, ...real.sort((a, b) => (a.name < b.name ? -1 : 1))];
}

/** A believable description with so many paths, four operations and a dozen schemas to each. */
function description(count) {
  const paths = {};
  const schemas = {
    Problem: { type: 'object', properties: { title: { type: 'string', maxLength: 200 } } },
  };
  for (let number = 0; number < count; number += 1) {
    const name = `Thing${number}`;
    paths[`/things-${number}`] = {
      get: operation(`list${name}`, name, true),
      post: operation(`add${name}`, name, false),
    };
    schemas[name] = {
      type: 'object',
      required: ['id', 'label'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        label: { type: 'string', maxLength: 80 },
        notes: { type: 'array', items: { type: 'string' } },
        count: { type: 'integer', format: 'int32', minimum: 0, maximum: 1000 },
        next:
          number === 0 ? { type: 'string' } : { $ref: `#/components/schemas/Thing${number - 1}` },
      },
    };
  }
  return {
    openapi: '3.0.3',
    info: { title: 'Generated', version: '1.0.0' },
    servers: [{ url: 'https://api.example.com' }],
    security: [{ token: [] }],
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } }, schemas },
  };
}

function operation(operationId, schema, isList) {
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
  return {
    operationId,
    ...(isList
      ? {
          parameters: [
            {
              name: 'limit',
              in: 'query',
              schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 100 },
            },
          ],
        }
      : { requestBody: { required: true, content } }),
    responses: { 200: { description: 'ok', content }, 401: { description: 'who are you' } },
  };
}

/** Block YAML, written by hand so that the benchmark depends on nothing. */
function yamlOf(value, indent = '') {
  return Object.entries(value)
    .map(([key, item]) => {
      const name = /^[\w$-]+$/.test(key) ? key : `'${key}'`;
      if (typeof item !== 'object')
        return `${indent}${/^\d/.test(name) ? `'${name}'` : name}: ${JSON.stringify(item)}\n`;
      if (!Array.isArray(item))
        return `${indent}${/^\d/.test(name) ? `'${name}'` : name}:\n${yamlOf(item, `${indent}  `)}`;
      return `${indent}${name}:\n${item.map((entry) => `${indent}  - ${JSON.stringify(entry)}\n`).join('')}`;
    })
    .join('');
}
