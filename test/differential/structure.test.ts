import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import structureInvalid from '../../rules/structure/structure-invalid.ts';
import { plan } from '../../src/engine/plan.ts';
import { run } from '../../src/engine/run.ts';
import { build } from '../../src/model/build.ts';
import { identify } from '../../src/model/identify.ts';
import { VERSIONS, type Version } from '../../src/model/version.ts';
import { defaultLimits, parse } from '../../src/parse/parse.ts';
import { openBundle } from '../../src/resolve/open-bundle.ts';
import { pointerText } from '../../src/source/pointer.ts';
import { Source } from '../../src/source/source.ts';
import { officialOf } from './official.ts';
import { type Changed, fixedSequence, singleChanges } from './single-changes.ts';

/** Fixtures on which the official schema and the rule do not agree, and why that is right. */
const FIXTURES: { readonly [file: string]: string } = {
  'constraint-ignored-in-version/bad-newer.yaml':
    'a keyword as another version spells it is a rule of its own',
  'document-version-unsupported/bad-short.yaml': 'a version of two parts is a rule of its own',
  'document-version-unsupported/bad.v2.yaml': 'a version written as a number is a rule of its own',
  'document-version-unsupported/bad.yaml': 'a version written as a number is a rule of its own',
  'field-ignored/bad.v2.yaml': 'a field that has no effect where it stands is a rule of its own',
  'number-unbounded/bad-endless.yaml':
    'a number without an end, which only YAML can write, is one that limits nothing, as the rule says',
  'number-unbounded/bad-exclusive.yaml':
    'a keyword as another version spells it is a rule of its own',
  'ref-unresolved/good.yaml':
    'the official schema of 3.0 overlooks component names that the specification forbids',
};

/** What a verdict is about: a document with one change, and the places that either side complains of. */
interface Disagreement {
  readonly version: Version;
  readonly file: string;
  readonly change: Changed;
  readonly theirs: readonly string[];
  readonly ours: readonly string[];
}

/** Why the two may disagree about a changed document. */
const REASONS: readonly (readonly [why: string, applies: (at: Disagreement) => boolean])[] = [
  [
    'a $ref is followed also where the specification has no Reference Object; ref-* rules judge it',
    ({ change, theirs }) => theirs.length > 0 && change.what.includes('$ref'),
  ],
  [
    'fields beside a $ref are judged by ref-siblings-ignored',
    ({ change, theirs }) => theirs.length > 0 && isBesideReference(change),
  ],
  [
    'the official schemas of 3.1 and 3.2 leave the discriminator to a vocabulary that is not in them',
    ({ version, ours }) =>
      isModern(version) && ours.every((place) => /\/discriminator\b/.test(place)),
  ],
  [
    'parameters of a link may be any value by the text of the specification',
    ({ change, theirs }) => theirs.length > 0 && /\/links\/.*\/parameters/.test(change.what),
  ],
  [
    'the official schema of 3.0 overlooks links that name no operation',
    ({ version, ours }) => version === '3.0' && ours.every((place) => place.includes('/links/')),
  ],
  [
    'the official schema of 3.0 overlooks component names that the specification forbids',
    ({ version, ours }) =>
      version === '3.0' && ours.every((place) => /^#\/components\//.test(place)),
  ],
  [
    "what a $ref leads to is judged wherever it stands, also below an extension, as Amazon's operations are",
    ({ ours }) => ours.every((place) => /^#\/(?:.*\/)?x-/.test(place)),
  ],
  [
    'of two body parameters, which param-conflict reports, the first is judged',
    ({ version, file }) => version === '2.0' && file.startsWith('param-conflict/'),
  ],
  [
    'a keyword as another version spells it is a rule of its own',
    ({ change, theirs }) =>
      theirs.length > 0 && /\/(?:type \[|exclusiveM\w+ (?:true|-?\d))/.test(change.what),
  ],
  [
    'a version written as a number is a rule of its own',
    ({ change }) => /^(?:openapi|swagger) /.test(change.what),
  ],
];

/** One change in so many is tried; SPECGATE_EVERY=1 tries all, which takes minutes and says the same. */
const EVERY = Number(process.env.SPECGATE_EVERY ?? 120);

const strict = plan([structureInvalid], { presets: ['strict'], settings: new Map() });
const officials = new Map(VERSIONS.map((version) => [version, officialOf(version)]));

interface Judged {
  readonly version: Version;
  readonly value: object;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/** Both verdicts; undefined of a text that is no description. */
function judged(text: string): Judged | undefined {
  const { document } = parse(new Source('/api/openapi.yaml', text));
  if (document === undefined) return undefined;
  const { version } = identify(document.value);
  const official = version && officials.get(version);
  if (version === undefined || official === undefined) return undefined;
  const policy = { mode: 'none', root: '/api', allowedHosts: [], maxFileSize: 0 } as const;
  const bundle = openBundle(document, { ...policy, limits: defaultLimits });
  const { findings } = run(build(bundle, version), strict);
  return {
    version,
    // What has a version has a root object.
    value: document.value as object,
    ours: findings.map(({ at, message }) => `${pointerText(at)} ${message}`),
    theirs: official(document.value).map(({ message }) => message),
  };
}

/** Whether one of the objects around the change is a reference. */
function isBesideReference({ steps, value }: Changed): boolean {
  let at: unknown = value;
  for (const step of steps) {
    if (typeof at !== 'object' || at === null) return false;
    if (Object.hasOwn(at, '$ref')) return true;
    at = Reflect.get(at, step);
  }
  return typeof at === 'object' && at !== null && Object.hasOwn(at, '$ref');
}

function isModern(version: Version): boolean {
  return version === '3.1' || version === '3.2';
}

const fixtures = readdirSync('fixtures/rules', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.yaml'))
  .sort();

describe('The rule structure-invalid agrees with the official schemas', () => {
  const valid: (readonly [file: string, judged: Judged])[] = [];
  const invalid: string[] = [];

  test('about every fixture, but for those with a reason', { timeout: 60_000 }, () => {
    const disputed: string[] = [];
    for (const file of fixtures) {
      const both = judged(readFileSync(`fixtures/rules/${file}`, 'utf8'));
      if (both === undefined) continue;
      if (both.ours.length > 0 !== both.theirs.length > 0) disputed.push(file);
      else if (both.ours.length > 0) invalid.push(file);
      else valid.push([file, both]);
    }
    expect(disputed).toEqual(Object.keys(FIXTURES));
    expect(valid.length).toBeGreaterThan(500);
    expect(invalid.length).toBeGreaterThan(30);
  });

  test('about fixtures with one change, but for those with a reason', { timeout: 600_000 }, () => {
    const unexplained: string[] = [];
    const used = new Set<string>();
    const verdicts = { both: 0, neither: 0 };
    for (const [file, { value, version }] of valid) {
      // A sequence for each file: a new fixture must not change what is tried on the others.
      const chance = fixedSequence(
        file.split('').reduce((sum, unit) => (sum * 31 + unit.charCodeAt(0)) | 0, 7),
      );
      for (const change of singleChanges(value, chance, EVERY)) {
        const both = judged(JSON.stringify(change.value));
        if (both === undefined || both.version !== version) continue;
        const { ours, theirs } = both;
        if (ours.length > 0 && theirs.length > 0) verdicts.both += 1;
        else if (ours.length === 0 && theirs.length === 0) verdicts.neither += 1;
        else {
          const disagreement = { version, file, change, ours, theirs };
          const reason = REASONS.find(([, applies]) => applies(disagreement));
          if (reason === undefined)
            unexplained.push(
              `${version} ${file}: ${change.what}\n  ours ${ours}\n  theirs ${theirs}`,
            );
          else used.add(reason[0]);
        }
      }
    }
    expect(unexplained).toEqual([]);
    expect(verdicts.both).toBeGreaterThan(500);
    expect(verdicts.neither).toBeGreaterThan(200);
    expect(used.size).toBeGreaterThan(1);
  });
});
