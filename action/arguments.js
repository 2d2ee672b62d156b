// @ts-check

/**
 * The command line for a scan, one word an element. A value never begins a word, so none can pose as an option; paths stand
 * behind `--`.
 * @param {import('./inputs.js').Inputs} inputs
 * @param {{ readonly since: string | undefined, readonly reports: Readonly<Record<string, string>> }} more
 *   the revision to compare with, and the files of further reports by format
 * @returns {readonly string[]}
 */
export function argumentsFor(inputs, { since, reports }) {
  const options = {
    config: inputs.config,
    policy: inputs.policy,
    preset: inputs.preset,
    'fail-on': inputs.failOn,
    baseline: inputs.baseline,
    since: since ?? '',
  };
  return [
    'scan',
    '--no-progress',
    ...inputs.format.map((format) => `--format=${format}`),
    ...Object.entries(reports).map(([format, file]) => `--format=${format}=${file}`),
    ...Object.entries(options)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `--${name}=${value}`),
    ...inputs.args,
    '--',
    ...inputs.paths,
  ];
}

/**
 * The revision to compare with: the one that was asked for, else the base of the change; `none` means none.
 * @param {string} asked
 * @param {string | undefined} base
 */
export function sinceOf(asked, base) {
  if (asked === 'none') return undefined;
  return asked === '' ? base : asked;
}
