import type { ConfigFile } from '../config/keys.ts';
import type { RuleSetting } from '../engine/plan.ts';
import type { Preset } from '../engine/presets.ts';
import type { Connection } from '../resolve/request.ts';
import type { Category, Tag } from '../rule/categories.ts';
import type { Plugin } from '../rule/plugin.ts';
import type { Confidence, Severity } from '../rule/severity.ts';

/** Which rules are asked; see `ScanOptions`. */
export interface RuleChoice {
  /** Later ones override earlier ones, `acme/base` is the preset of a plug-in; `recommended` where none is built in. */
  readonly presets?: readonly (Preset | `${string}/${string}`)[] | undefined;
  /** A severity, `off`, or both a severity and options, by the id of the rule. */
  readonly rules?: { readonly [id: string]: Severity | 'off' | RuleSetting } | undefined;
  /** Only these rules, also those that the preset leaves off. */
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  readonly categories?: readonly Category[] | undefined;
  readonly tags?: readonly Tag[] | undefined;
}

/** One part of several: with `number` 2 of `of` 3, the second file of each three. */
export interface Shard {
  /** From 1 to `of`. */
  readonly number: number;
  readonly of: number;
}

/** What a configuration file may hold; the version may be left out. */
export type ConfigObject = Omit<ConfigFile, 'version'> & { readonly version?: 1 };

/** What a scan may be told; everything has a default. */
export interface ScanOptions extends RuleChoice {
  /** The gate fails from this severity on; `high` by default. */
  readonly failOn?: Severity | 'never' | undefined;
  /** The gate does not count rules that are less sure; by default it counts all. */
  readonly minConfidence?: Confidence | undefined;
  /** A configuration file, its content as an object, or `false` for none; by default the nearest one above each document. */
  readonly config?: string | ConfigObject | false | undefined;
  /** A configuration from outside of the checkout, with what it locks. */
  readonly policy?: string | undefined;
  /** Plug-ins that are asked too; a configuration that names one needs it here. */
  readonly plugins?: readonly Plugin[] | undefined;
  /** Seconds that a rule of a plug-in may take on one document before it is stopped; 10 by default. */
  readonly pluginTimeout?: number | undefined;
  /** Whether the disk is not to be touched at all. */
  readonly inMemory?: boolean | undefined;
  /** What else a configuration may call the plug-ins: names of packages, absolute paths. */
  readonly pluginNames?: readonly string[] | undefined;
  /** The gate fails below this score. */
  readonly minScore?: number | undefined;
  /** Whether comments and `x-specgate-ignore` waive anything; they do by default. */
  readonly inlineWaivers?: boolean | undefined;
  /** A file of known findings, which do not count; `false` also overlooks the one that the configuration names. */
  readonly baseline?: string | false | undefined;
  /** A git revision: what was there at that time does not count. */
  readonly since?: string | undefined;
  /** At most so many open findings of a severity. */
  readonly max?: { readonly [S in Severity]?: number } | undefined;
  /** Where references may lead: nowhere, to files inside the root (the default), or also to allowed hosts by https. */
  readonly refs?: 'none' | 'local' | 'remote' | undefined;
  readonly allowHosts?: readonly string[] | undefined;
  /** How those hosts are reached, where a proxy stands between. */
  readonly connection?: Connection | undefined;
  /** The folder that references must not leave; by default the checkout that holds the document, else its folder. */
  readonly root?: string | undefined;
  /** The folder that paths start from and are shown relative to. */
  readonly cwd?: string | undefined;
  /** Bytes; a larger file is a failure. */
  readonly maxFileSize?: number | undefined;
  /** Levels of nesting in a document. */
  readonly maxDepth?: number | undefined;
  /** Leaves out files that are named and are no descriptions, or that the configuration excludes: for hooks. */
  readonly skipOthers?: boolean | undefined;
  /** Only this part of the files, as one of several machines that share a scan; see `specgate report`. */
  readonly shard?: Shard | undefined;
  /** The day by which waivers expire, as `2026-11-25`; by default the day of the machine, in UTC. */
  readonly today?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with the uri of each document before it is scanned. */
  readonly onDocument?: ((uri: string) => void) | undefined;
}

/** The largest file that is read unless the caller says otherwise: the largest known description has 20 MB. */
export const DEFAULT_MAX_FILE_SIZE = 100_000_000;
