// @ts-check
import { isFromFork } from './event.js';

/**
 * Whether the SARIF report goes to code scanning, and if it was asked for and does not, why.
 * @param {import('./inputs.js').Inputs} inputs
 * @param {{ readonly isComplete: boolean, readonly event: string | undefined }} run
 *   whether everything was scanned; the event's payload, as GITHUB_EVENT_PATH names it
 * @returns {{ readonly upload: boolean, readonly reason?: string }}
 */
export function uploadOf(inputs, { isComplete, event }) {
  if (!inputs.upload) return { upload: false };
  if (isFromFork(event)) {
    return {
      upload: false,
      reason:
        'Nothing is uploaded to code scanning: the token of a pull request from a fork may only read. ' +
        'Annotations, summary and exit code are as always.',
    };
  }
  if (isComplete) return { upload: true };
  // Code scanning takes an alert that a report lacks for mended.
  return {
    upload: false,
    reason:
      'Nothing is uploaded to code scanning: the scan is incomplete, and alerts of what was not scanned would be closed.',
  };
}
