// @ts-check
import { readFileSync } from 'node:fs';

/** The severities, each an output of the Action. */
export const COUNTS = /** @type {const} */ (['critical', 'high', 'medium', 'low', 'info', 'total']);

/**
 * What a JSON report says in numbers, as outputs. Undefined if there is no such report.
 * @param {string} file
 * @returns {Record<string, number> | undefined}
 */
export function numbersIn(file) {
  const report = jsonIn(file);
  const summary = field(report, 'summary');
  if (typeof summary !== 'object') return undefined;
  const numbers = COUNTS.map((name) => [name, Number(field(summary, name))]);
  return Object.fromEntries([
    ...numbers,
    ['score', Number(field(field(report, 'score'), 'value'))],
  ]);
}

/**
 * @param {string} file
 * @returns {unknown}
 */
function jsonIn(file) {
  const text = textIn(file);
  return text === undefined ? undefined : JSON.parse(text);
}

/**
 * The text of a file that the command may not have written.
 * @param {string} file
 */
export function textIn(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * @param {unknown} value
 * @param {string} key
 * @returns {unknown}
 */
function field(value, key) {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
