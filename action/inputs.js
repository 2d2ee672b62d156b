// @ts-check

/**
 * What the workflow asks for. Texts are as they were written; an empty one was not given.
 * @typedef {object} Inputs
 * @property {readonly string[]} paths
 * @property {string} config
 * @property {string} policy
 * @property {string} preset
 * @property {string} failOn
 * @property {string} baseline
 * @property {string} since
 * @property {readonly string[]} format
 * @property {string} sarif
 * @property {boolean} upload
 * @property {string} category
 * @property {boolean} annotations
 * @property {boolean} summary
 * @property {string} workingDirectory
 * @property {readonly string[]} args
 */

/**
 * Reads the inputs from the environment that `action.yml` fills, and says what is wrong with them. Nothing here passes
 * through a shell: a value with quotes, `$(…)` or line breaks is a text like any other.
 * @param {{ readonly [name: string]: string | undefined }} env
 * @returns {{ readonly inputs: Inputs, readonly problems: readonly string[] }}
 */
export function readInputs(env) {
  /** @type {string[]} */
  const problems = [];
  /** @param {string} name */
  const text = (name) => (env[variableOf(name)] ?? '').trim();
  /** @param {string} name */
  const list = (name) => linesOf(env[variableOf(name)] ?? '');
  /** @param {string} name */
  const flag = (name) => {
    const value = text(name);
    if (value !== 'true' && value !== 'false') {
      problems.push(`The input "${name}" takes true or false, not "${value}".`);
    }
    return value === 'true';
  };
  const inputs = {
    paths: list('paths'),
    config: text('config'),
    policy: text('policy'),
    preset: text('preset'),
    failOn: text('fail-on'),
    baseline: text('baseline'),
    since: text('since'),
    format: list('format'),
    sarif: text('sarif'),
    upload: flag('upload'),
    category: text('category'),
    annotations: flag('annotations'),
    summary: flag('summary'),
    workingDirectory: text('working-directory'),
    args: list('args'),
  };
  return { inputs, problems };
}

/**
 * The variable that carries an input: `SPECGATE_FAIL_ON` for `fail-on`.
 * @param {string} name
 */
export function variableOf(name) {
  return `SPECGATE_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** @param {string} text */
function linesOf(text) {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
