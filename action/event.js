// @ts-check
import { readFileSync } from 'node:fs';

/**
 * The commit that the change of an event is compared with: the base of a pull request, or of a merge queue's group.
 * Undefined for all other events, and where the payload cannot be read: then everything counts, which is the stricter way.
 * @param {string | undefined} file the payload, as GITHUB_EVENT_PATH names it
 * @returns {string | undefined}
 */
export function baseCommit(file) {
  const event = payloadIn(file);
  return (
    commitIn(event, ['pull_request', 'base', 'sha']) ?? commitIn(event, ['merge_group', 'base_sha'])
  );
}

/**
 * Whether the event is about a pull request whose changes lie in another repository than the one that it is for. One whose
 * repository is gone counts: it can only have been a fork.
 * @param {string | undefined} file the payload, as GITHUB_EVENT_PATH names it
 */
export function isFromFork(file) {
  const event = payloadIn(file);
  if (valueIn(event, ['pull_request']) === undefined) return false;
  const home = valueIn(event, ['pull_request', 'base', 'repo', 'full_name']);
  return valueIn(event, ['pull_request', 'head', 'repo', 'full_name']) !== home;
}

/**
 * @param {string | undefined} file
 * @returns {unknown}
 */
function payloadIn(file) {
  if (file === undefined || file === '') return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {unknown} event
 * @param {readonly string[]} keys
 * @returns {string | undefined}
 */
function commitIn(event, keys) {
  const found = valueIn(event, keys);
  return typeof found === 'string' && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(found)
    ? found
    : undefined;
}

/**
 * @param {unknown} value
 * @param {readonly string[]} keys
 * @returns {unknown}
 */
function valueIn(value, keys) {
  /** @type {unknown} */
  let found = value;
  for (const key of keys) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = Reflect.get(found, key);
  }
  return found;
}
