import { build } from '../../src/model/build.ts';
import { identify } from '../../src/model/identify.ts';
import type { Model } from '../../src/model/model.ts';
import { defaultLimits, parse } from '../../src/parse/parse.ts';
import type { Bundle } from '../../src/resolve/bundle.ts';
import { openBundle } from '../../src/resolve/open-bundle.ts';
import { type ReferencePolicy, resolve } from '../../src/resolve/resolve.ts';
import { readNow } from '../../src/source/read.ts';
import { Source } from '../../src/source/source.ts';

/** A policy for tests: files below a folder, and nothing else. */
export function policyFor(root: string, more: Partial<ReferencePolicy> = {}): ReferencePolicy {
  return {
    mode: 'local',
    root,
    allowedHosts: [],
    maxFileSize: 1_000_000,
    limits: defaultLimits,
    ...more,
  };
}

export interface Built {
  readonly bundle: Bundle;
  readonly model: Model;
}

/** The model of a description whose files are texts in memory; the first one is the root. */
export function inMemory(
  files: { readonly [name: string]: string },
  more: Partial<ReferencePolicy> = {},
): Built {
  const given = new Map(
    Object.entries(files).map(([name, text]) => [name, new Source(name, text)]),
  );
  const [root] = given.values();
  if (root === undefined) throw new Error('the test gives no file');
  const policy = policyFor('/memory', { given, ...more });
  return built(root, (document) => openBundle(document, policy));
}

/** The model of a description on the disk. */
export async function onDisk(path: string, policy: ReferencePolicy): Promise<Built> {
  const source = readNow(path, { maxBytes: 1_000_000 });
  if (!(source instanceof Source)) throw new Error(source.message);
  const { document } = parse(source);
  if (document === undefined) throw new Error('the root of the test does not parse');
  const bundle = await resolve(document, policy);
  return built(source, () => bundle);
}

type Document = NonNullable<ReturnType<typeof parse>['document']>;

function built(source: Source, open: (document: Document) => Bundle): Built {
  const { document } = parse(source);
  if (document === undefined) throw new Error('the root of the test does not parse');
  const { version } = identify(document.value);
  if (version === undefined) throw new Error('the root of the test is no description');
  const bundle = open(document);
  return { bundle, model: build(bundle, version) };
}

/** A description with one schema for each reference, under the names `A`, `B` and so on. */
export function referring(texts: readonly string[], version = '3.1.0'): string {
  const schemas = texts.map((text, index) => {
    const name = String.fromCharCode(65 + index);
    return `    ${name}: { $ref: ${JSON.stringify(text)} }`;
  });
  return [`openapi: ${version}`, 'components:', '  schemas:', ...schemas].join('\n');
}

/** What came of each reference, in document order: where its target stands, or what the problem is. */
export function outcomes({ model }: Built): readonly string[] {
  return model.nodes.Reference.map(({ target, problem, fault }) => {
    if (target !== undefined) return `${target.source.uri}${target.pointer}`;
    return fault === undefined ? String(problem) : `${problem} further on`;
  });
}
