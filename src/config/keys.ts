import { CONFIDENCES, SEVERITIES } from '../rule/severity.ts';
import { CHECK } from './checks/keys.ts';
import {
  any,
  choice,
  date,
  either,
  flag,
  glob,
  integer,
  list,
  map,
  object,
  text,
  type ValueOf,
} from './shape.ts';

/** A severity, or `off`. */
const setting = choice([...SEVERITIES, 'off']);

/** A severity alone, or with options. */
const ruleSetting = either(
  setting,
  object({
    severity: {
      shape: setting,
      about: 'How bad a finding of the rule is; `off` does not ask the rule.',
    },
    options: { shape: map(any), about: 'The options of the rule, as its page lists them.' },
  }),
);

const texts = list(text);
const globs = list(glob);

/** Every key of the configuration, declared once. */
export const CONFIG = object({
  version: {
    shape: integer(1, 1),
    about: 'The version of this format.',
    required: true,
    example: 1,
  },
  extends: {
    shape: list(text),
    about:
      'Presets (`recommended`, `strict`, `owasp-api-2023`, `vendor`), other files (`./org.yaml`), presets of plug-ins (`acme/base`). Later ones win over earlier ones, and this file over all.',
    default: ['recommended'],
    example: ['recommended', './org.yaml'],
  },
  include: {
    shape: globs,
    about: 'Globs of the descriptions to scan when the command names none; relative to this file.',
    example: ['api/**/*.yaml'],
  },
  exclude: {
    shape: globs,
    about: 'Globs of files never to scan, unless they are named; relative to this file.',
    example: ['**/generated/**'],
  },
  gate: {
    shape: object({
      'fail-on': {
        shape: choice([...SEVERITIES, 'never']),
        about: 'Open findings of this severity or worse fail the gate.',
        default: 'high',
        example: 'high',
      },
      'new-only': {
        shape: flag,
        about:
          'Only findings that are new against a baseline or `--since` count. Without either, it is an error.',
        default: false,
      },
      max: {
        shape: object({
          critical: { shape: integer(0), about: 'At most so many open critical findings.' },
          high: { shape: integer(0), about: 'At most so many open high findings.' },
          medium: {
            shape: integer(0),
            about: 'At most so many open medium findings.',
            example: 20,
          },
          low: { shape: integer(0), about: 'At most so many open low findings.' },
          info: { shape: integer(0), about: 'At most so many open findings for information.' },
        }),
        about: 'Limits by severity, beside `fail-on`.',
      },
      'min-score': {
        shape: integer(0, 100),
        about: 'The gate fails below this score.',
        example: 80,
      },
      'min-confidence': {
        shape: choice(CONFIDENCES),
        about: 'Findings of rules that are less sure than this never count.',
        default: 'low',
        example: 'medium',
      },
    }),
    about: 'What fails the build.',
  },
  rules: {
    shape: map(ruleSetting, 'rule'),
    about: 'The severity of single rules, or `off`, with their options.',
    example: { 'array-unbounded': 'high' },
  },
  overrides: {
    shape: list(
      object({
        match: {
          shape: object({
            files: {
              shape: globs,
              about: 'Globs of files, relative to this file.',
              example: ['internal/**'],
            },
            paths: { shape: globs, about: 'Globs of API paths.', example: ['/health/**'] },
            methods: { shape: texts, about: 'HTTP methods.', example: ['get'] },
            tags: { shape: texts, about: 'Tags of operations.', example: ['probe'] },
            operations: { shape: globs, about: 'Globs of operationIds.', example: ['get*'] },
            pointers: { shape: texts, about: 'JSON Pointers; what lies below matches as well.' },
          }),
          about:
            'What the override holds for. Every key that is given must match; of its entries, one.',
          required: true,
        },
        rules: {
          shape: map(setting, 'rule'),
          about: 'Severities there.',
          required: true,
          example: { 'auth-missing-read': 'off' },
        },
        reason: {
          shape: text,
          about: 'Why. Shown in the report.',
          example: 'probes carry no data',
        },
      }),
    ),
    about: 'Other severities for a part of the files or operations. Later overrides win.',
  },
  ignore: {
    shape: list(
      object({
        rule: {
          shape: text,
          about: 'The id of the rule.',
          required: true,
          example: 'auth-missing',
        },
        file: { shape: glob, about: 'A glob of files, relative to this file; all without it.' },
        pointer: { shape: text, about: 'A JSON Pointer; what lies below is waived as well.' },
        reason: {
          shape: text,
          about: 'Why the finding is accepted. A waiver without a reason waives nothing.',
          example: 'the gateway checks the key, SEC-123',
        },
        expires: {
          shape: date,
          about: 'The last day on which it holds, as `2027-03-31`; after it the finding is back.',
          example: '2027-03-31',
        },
      }),
    ),
    about: 'Findings that are accepted, with a reason and, better, a last day.',
  },
  lexicons: {
    shape: map(
      object({
        add: { shape: texts, about: 'Words to add.' },
        remove: { shape: texts, about: 'Words to take out.' },
      }),
    ),
    about: 'Changes to the word lists by which rules know names; each rule’s page names its lists.',
    example: { 'public-operation': { add: ['/ping'] } },
  },
  baseline: {
    shape: text,
    about: 'The file of known findings, relative to this file.',
    example: '.specgate-baseline.json',
  },
  refs: {
    shape: object({
      mode: {
        shape: choice(['none', 'local', 'remote']),
        about:
          'Where references may lead: nowhere, to files inside the root, or also to the allowed hosts. `remote` holds only in a policy from outside of the checkout; else it takes `--refs remote`.',
        default: 'local',
      },
      'allow-hosts': {
        shape: texts,
        about: 'Hosts that `remote` may fetch from, by https.',
        default: [],
      },
    }),
    about: 'How far references are followed.',
  },
  checks: {
    shape: list(object(CHECK)),
    about: 'Rules of your own, without a program; see [checks.md](checks.md).',
  },
  plugins: {
    shape: texts,
    about:
      'Names of packages with further rules, or files (`./rules.mjs`). They are loaded only if `--plugin` or a policy outside of the checkout names them too.',
    default: [],
  },
  locked: {
    shape: texts,
    about:
      'Only in a file given by `--policy`: rules that no configuration inside the checkout may lower, switch off or waive. `gate` locks the limits of the gate.',
  },
});

/** A configuration file as it is written. */
export type ConfigFile = ValueOf<typeof CONFIG>;
