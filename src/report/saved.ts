import { UserError } from '../errors.ts';
import { CONFIDENCES, SEVERITIES } from '../rule/severity.ts';
import { SCHEMA_VERSION } from './json.ts';
import { count, flag, keys, listOf, matching, object, oneOf, optional, text } from './narrow.ts';
import { count as counted } from './wording.ts';

const RANGE = { line: count, column: count, endLine: count, endColumn: count };
const RULE_ID = matching(/^(?:[a-z0-9-]+\/)?[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);

const FINDING = {
  ...RANGE,
  ruleId: RULE_ID,
  severity: oneOf(SEVERITIES),
  message: text,
  path: text,
  document: optional(text),
  pointer: text,
  method: optional(text),
  apiPath: optional(text),
  fingerprint: matching(/^[0-9a-f]{16}$/),
  status: oneOf(['open', 'suppressed', 'baseline']),
  reason: optional(text),
  owasp: listOf(text),
  cwe: listOf(text),
  fix: text,
  places: optional(count),
  eligible: optional(count),
  secretAt: optional(object(RANGE)),
  related: listOf(object({ path: text, line: count, column: count, message: text })),
};

/** What is read of a report in JSON; the rest follows from it. */
const REPORT = {
  exitCode: count,
  score: object({ categories: keys }),
  summary: object({ hidden: count }),
  documents: listOf(
    object({
      path: text,
      title: optional(text),
      version: text,
      operations: count,
      schemas: count,
      files: count,
    }),
  ),
  baseline: object({
    stale: listOf(object({ document: text, rule: text, fingerprint: text, place: text })),
  }),
  loosenings: listOf(
    object({ what: text, path: text, line: optional(count), isNew: optional(flag) }),
  ),
  failures: listOf(
    object({
      path: text,
      message: text,
      line: optional(count),
      column: optional(count),
      ruleId: optional(text),
    }),
  ),
  rules: listOf(
    object({
      id: RULE_ID,
      title: text,
      category: text,
      severity: oneOf(SEVERITIES),
      confidence: oneOf(CONFIDENCES),
    }),
  ),
  sources: listOf(object({ path: text, digest: text })),
  findings: listOf(object(FINDING)),
};

const readReport = object(REPORT);

/** A report that was written as JSON. */
export type SavedReport = ReturnType<typeof readReport>;
export type SavedFinding = SavedReport['findings'][number];
export type SavedRange = NonNullable<SavedFinding['secretAt']>;
export type SavedRule = SavedReport['rules'][number];

/** Reads the text of a report in JSON. Throws a UserError for one that is not ours, of another version, or not whole. */
export function readSaved(written: string, name: string): SavedReport {
  const value = parsed(written, name);
  const { tool, schemaVersion } = object({
    tool: optional(object({ name: optional(text) })),
    schemaVersion: (each) => each,
  })(value, name);
  if (tool?.name?.toLowerCase() !== 'specgate') throw notOurs(name);
  if (schemaVersion !== SCHEMA_VERSION) {
    throw new UserError(
      `${name} has the schema version ${JSON.stringify(schemaVersion)}, and only ${SCHEMA_VERSION} can be read.`,
      'Write and merge results with the same version of Specgate.',
    );
  }
  const report = readReport(value, name);
  if (report.summary.hidden > 0) {
    throw new UserError(
      `${name} is not whole: it was written without ${counted(report.summary.hidden, 'finding')}.`,
      'Write results to be merged without --min-severity and --min-confidence; give these to `specgate report`.',
    );
  }
  return report;
}

function parsed(written: string, name: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    throw notOurs(name);
  }
}

function notOurs(name: string): UserError {
  return new UserError(
    `${name} is no result of Specgate.`,
    'Give results as `specgate scan --format json` writes them.',
  );
}
