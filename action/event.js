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
 * @param {unknown} value
 * @param {readonly string[]} keys
 * @returns {string | undefined}
 */
function commitIn(value, keys) {
  /** @type {unknown} */
  let found = value;
  for (const key of keys) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = Reflect.get(found, key);
  }
  return typeof found === 'string' && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(found)
    ? found
    : undefined;
}
