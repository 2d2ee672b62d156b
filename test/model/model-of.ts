import { build } from '../../src/model/build.ts';
import { identify } from '../../src/model/identify.ts';
import type { Model } from '../../src/model/model.ts';
import { defaultLimits, parse } from '../../src/parse/parse.ts';
import { openBundle } from '../../src/resolve/open-bundle.ts';
import { Source } from '../../src/source/source.ts';

/** The model of a description of one file, written as YAML or JSON. */
export function modelOf(text: string): Model {
  const { document } = parse(new Source('/api/openapi.yaml', text));
  if (document === undefined) throw new Error('the text of the test does not parse');
  const { version } = identify(document.value);
  if (version === undefined) throw new Error('the text of the test is no description');
  const policy = {
    mode: 'none',
    root: '/api',
    allowedHosts: [],
    maxFileSize: 0,
    limits: defaultLimits,
  } as const;
  return build(openBundle(document, policy), version);
}

/** The first item of a list that must not be empty. */
export function first<T>(items: Iterable<T>): T {
  for (const item of items) return item;
  throw new Error('the list is empty');
}
