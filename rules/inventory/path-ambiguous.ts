import { type Api, defineRule, flag } from 'specgate/rule';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'path-ambiguous',
  title: 'Two paths match the same request',
  category: 'inventory',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-436', 'CWE-288', 'OWASP-API8:2023', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'The gateway may take a request for one of the two and the application for the other, so that the check of one path guards the code of the other.',
  fix: 'Make the paths differ in a fixed segment.',
  limits:
    'A fixed path beside a variable one, as `/users/me` beside `/users/{id}`, is allowed and not reported. Of paths that overlap, each is reported once.',
  peers: {
    kics: ['general/path_ambiguous'],
    vacuum: ['no-ambiguous-paths', 'duplicate-paths'],
    '42crunch': ['*semantic-path-equivalent'],
    redocly: ['no-ambiguous-paths', 'no-identical-paths'],
    ibm: ['ibm-no-ambiguous-paths'],
  },

  options: {
    variants: flag(
      'Paths that differ only in case or in a slash at the end are the same.',
      false,
      true,
    ),
  },
  messages: {
    same: '"{path}" is "{other}" with other names of its variables.',
    variant: '"{path}" differs from "{other}" only in case or in a slash at the end.',
    overlap: '"{path}" and "{other}" both match some requests, and neither is more specific.',
  },

  visit: {
    Api(api, { options, report }) {
      const shapes = new Map<string, Shape>();
      const buckets = new Map<string, Shape[]>();
      // In the order of their texts, so that of two paths the same one is told however they are sorted.
      for (const path of [...api.paths.keys()].sort()) {
        const shape = shapeOf(path);
        const twin = shapes.get(keyOf(shape, options.variants));
        if (twin !== undefined) {
          const isSame = twin.text === shape.text;
          report(placeOf(api, shape, twin), isSame ? 'same' : 'variant', namesOf(shape, twin));
          continue;
        }
        shapes.set(keyOf(shape, options.variants), shape);
        const rival = rivalOf(shape, buckets);
        if (rival !== undefined)
          report(placeOf(api, shape, rival), 'overlap', namesOf(shape, rival));
        if (shape.text.includes(ANY)) bucketOf(shape, buckets).push(shape);
      }
    },
  },
});

/** Stands for a variable; no path holds it. */
const ANY = '\u0000';

interface Shape {
  readonly path: string;
  /** The path with every variable replaced by one character. */
  readonly text: string;
  readonly segments: readonly string[];
}

function shapeOf(path: string): Shape {
  const text = path.replace(/\{(?:[^{}]|\{[^{}]*\})*\}/g, ANY);
  return { path, text, segments: text.split('/') };
}

function keyOf({ text }: Shape, variants: boolean): string {
  return variants ? text.toLowerCase().replace(/(?<=[^/])\/$/, '') : text;
}

/** Paths can only overlap with those that have as many segments and begin alike, or with a variable. */
function bucketOf(shape: Shape, buckets: Map<string, Shape[]>): Shape[] {
  const key = bucketKey(shape, shape.segments[1] ?? '');
  const bucket = buckets.get(key) ?? [];
  buckets.set(key, bucket);
  return bucket;
}

function bucketKey({ segments }: Shape, first: string): string {
  return `${segments.length} ${first.includes(ANY) ? ANY : first}`;
}

/** Beyond this many comparisons for a path, others are not looked at. */
const MOST_RIVALS = 2000;

function rivalOf(shape: Shape, buckets: ReadonlyMap<string, readonly Shape[]>): Shape | undefined {
  // Without a variable, it is the more specific one wherever it overlaps.
  if (!shape.text.includes(ANY)) return undefined;
  const first = shape.segments[1] ?? '';
  if (!first.includes(ANY)) {
    return (
      find(shape, buckets.get(bucketKey(shape, first))) ??
      find(shape, buckets.get(bucketKey(shape, ANY)))
    );
  }
  const length = `${shape.segments.length} `;
  for (const [key, bucket] of buckets) {
    if (!key.startsWith(length)) continue;
    const rival = find(shape, bucket);
    if (rival !== undefined) return rival;
  }
  return undefined;
}

function find(shape: Shape, bucket: readonly Shape[] = []): Shape | undefined {
  for (let at = 0; at < bucket.length && at < MOST_RIVALS; at += 1) {
    const other = bucket[at];
    if (other !== undefined && overlaps(shape.segments, other.segments)) return other;
  }
  return undefined;
}

/** Whether both match some path, and each is more specific than the other somewhere. */
function overlaps(a: readonly string[], b: readonly string[]): boolean {
  let isFirst = false;
  let isSecond = false;
  for (let at = 0; at < a.length; at += 1) {
    const [left, right] = [a[at] ?? '', b[at] ?? ''];
    if (left === right) continue;
    if (left === ANY && right !== '') isSecond = true;
    else if (right === ANY && left !== '') isFirst = true;
    else return false;
  }
  return isFirst && isSecond;
}

function placeOf(api: Api, shape: Shape, other: Shape) {
  const related = [{ at: api.at('paths', other.path), message: 'This is the other path.' }];
  return { at: api.at('paths', shape.path), related };
}

function namesOf({ path }: Shape, other: Shape) {
  return { path: shownText(path, 70), other: shownText(other.path, 70) };
}
