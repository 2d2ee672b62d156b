import { readdirSync, readFileSync } from 'node:fs';
import SwaggerParser from '@apidevtools/swagger-parser';
import { expect, test } from 'vitest';
import { ALL_RULES } from '../../src/cli/all-rules.ts';
import { plan } from '../../src/engine/plan.ts';
import { run } from '../../src/engine/run.ts';
import { build } from '../../src/model/build.ts';
import { identify } from '../../src/model/identify.ts';
import { defaultLimits, parse } from '../../src/parse/parse.ts';
import { openBundle } from '../../src/resolve/open-bundle.ts';
import { Source } from '../../src/source/source.ts';

/** What SwaggerParser complains of, and the rules that say the same. */
const ANSWERS: readonly (readonly [complaint: RegExp, ...rules: string[]])[] = [
  [
    /(?:Swagger|Openapi) version number must be a string|Unsupported OpenAPI version/,
    'document-version-unsupported',
  ],
  // A field that the schema has no place for has a rule of its own where it only has no effect.
  [
    /schema validation failed/,
    'structure-invalid',
    'field-ignored',
    'ref-type-mismatch',
    'auth-scheme-underspecified',
  ],
  [/API version number must be a string/, 'structure-invalid'],
  [/must consume multipart/, 'media-type-undeclared'],
  [/Duplicate operation id/, 'operation-id-duplicate'],
  [/body parameters\. Only one|body and formData|duplicate parameters/i, 'param-conflict'],
  [/no corresponding/, 'path-param-orphan'],
  [/missing path parameter/, 'path-param-undeclared'],
  [/listed as required but does not exist/, 'required-undefined'],
  [/MissingPointerError|does not exist/, 'ref-unresolved'],
];

/**
 * Where it is wrong: since 3.1 a description may be made of components alone, and its early schema of 3.1 calls the `server` of
 * a link `body`.
 */
const MISTAKEN =
  /is not a valid Openapi API definition|\/links\/[^/]* must NOT have unevaluated properties/;

/** One in so many fixtures of 3.x is asked about, since each costs SwaggerParser a compilation; those of 2.0 all are. */
const EVERY = 30;

const strict = plan(ALL_RULES, { presets: ['strict'], settings: new Map() });
const policy = { mode: 'none', root: '/api', allowedHosts: [], maxFileSize: 0 } as const;

/** A description in one file of a version that SwaggerParser knows, and the rules that speak about it. */
function read(text: string) {
  const { document } = parse(new Source('/api/openapi.yaml', text));
  if (document === undefined || /\$ref: ['"]?[^#'"\s]/.test(text)) return undefined;
  const { version } = identify(document.value);
  if (version === undefined || version === '3.2') return undefined;
  const model = build(openBundle(document, { ...policy, limits: defaultLimits }), version);
  const rules = new Set(run(model, strict).findings.map(({ rule }) => rule.id));
  return { value: document.value, rules };
}

async function complaintAbout(value: unknown): Promise<string | undefined> {
  // It dereferences in place.
  const copy = structuredClone(value) as Parameters<typeof SwaggerParser.validate>[0];
  try {
    await SwaggerParser.validate(copy, { resolve: { external: false } });
    return undefined;
  } catch (error) {
    return String(error).split('\n').slice(0, 3).join(' ');
  }
}

test('what SwaggerParser refuses, a rule finds', { timeout: 600_000 }, async () => {
  const unanswered: { [file: string]: string } = {};
  const verdicts = { accepted: 0, refused: 0 };
  const files = readdirSync('fixtures/rules', { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .filter((file, index) => file.endsWith('.v2.yaml') || index % EVERY === 0);
  for (const file of files) {
    const ours = read(readFileSync(`fixtures/rules/${file}`, 'utf8'));
    const complaint = ours && (await complaintAbout(ours.value));
    verdicts[complaint === undefined ? 'accepted' : 'refused'] += 1;
    if (complaint === undefined || ours === undefined || MISTAKEN.test(complaint)) continue;
    const [, ...rules] = ANSWERS.find(([pattern]) => pattern.test(complaint)) ?? [/./];
    if (!rules.some((rule) => ours.rules.has(rule))) unanswered[file] = complaint;
  }
  expect(unanswered).toEqual({});
  expect(verdicts.accepted).toBeGreaterThan(50);
  expect(verdicts.refused).toBeGreaterThan(10);
});
