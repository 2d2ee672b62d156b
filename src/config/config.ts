import type { Lexicons, Rule } from '../rule/rule.ts';
import type { Confidence, Severity } from '../rule/severity.ts';
import type { Pointer } from '../source/pointer.ts';
import type { Source } from '../source/source.ts';

/** Where a value was set: a file and a line, or what set it instead, as `--fail-on` or `default`. */
export interface Origin {
  readonly file: string;
  readonly line: number | undefined;
}

/** What is said about one rule. */
export interface RuleEntry {
  readonly severity?: Severity | 'off';
  readonly options?: { readonly [name: string]: unknown };
  readonly origin: Origin;
}

/** What an override holds for; of each list, one entry must match. */
export interface Match {
  readonly files?: readonly string[];
  readonly paths?: readonly string[];
  readonly methods?: readonly string[];
  readonly tags?: readonly string[];
  readonly operations?: readonly string[];
  readonly pointers?: readonly string[];
}

export interface Override {
  readonly match: Match;
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  readonly reason: string | undefined;
  /** Absolute folder that `files` are relative to. */
  readonly folder: string;
  readonly origin: Origin;
}

/** An entry of `ignore`. */
export interface Ignore {
  readonly rule: string;
  readonly file: string | undefined;
  readonly pointer: string | undefined;
  readonly reason: string | undefined;
  /** `2027-03-31` */
  readonly expires: string | undefined;
  readonly folder: string;
  /** The entry in the configuration file. */
  readonly place: Pointer;
  readonly origin: Origin;
}

export interface GateEntry {
  readonly failOn?: Severity | 'never';
  readonly newOnly?: boolean;
  readonly max?: { readonly [S in Severity]?: number };
  readonly minScore?: number;
  readonly minConfidence?: Confidence;
}

/** A configuration with all that it extends, as one. */
export interface Config {
  /** The files that it is made of, the one that was found last. Empty where there is none. */
  readonly sources: readonly Source[];
  /** Absolute folder of the file that was found; paths in it are relative to that. */
  readonly folder: string | undefined;
  readonly presets: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly gate: GateEntry;
  readonly rules: ReadonlyMap<string, RuleEntry>;
  readonly overrides: readonly Override[];
  readonly ignore: readonly Ignore[];
  readonly lexicons: Lexicons;
  /** Absolute path. */
  readonly baseline: string | undefined;
  readonly refs: {
    readonly mode?: 'none' | 'local' | 'remote';
    readonly allowHosts: readonly string[];
  };
  readonly plugins: readonly string[];
  /** Rules that the configuration declares itself. */
  readonly checks: readonly Rule[];
  readonly locked: readonly string[];
  /** Where each value was set, by key: `gate.fail-on`, `rules.auth-missing`. */
  readonly origins: ReadonlyMap<string, Origin>;
}

/** What holds where nobody said anything. */
export const NO_CONFIG: Config = {
  sources: [],
  folder: undefined,
  presets: [],
  include: [],
  exclude: [],
  gate: {},
  rules: new Map(),
  overrides: [],
  ignore: [],
  lexicons: {},
  baseline: undefined,
  refs: { allowHosts: [] },
  plugins: [],
  checks: [],
  locked: [],
  origins: new Map(),
};
