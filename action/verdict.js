// @ts-check
// The last step of the Action: ends as the scan did, after the steps that use its reports.
const LINES = [
  'the gate passed',
  'the gate failed',
  'something could not be scanned, or was asked wrongly',
  'a bug of ours',
];

const text = process.env.SPECGATE_EXIT_CODE ?? '';
// No code means that the first step broke off: the job must not pass.
const code = /^\d{1,3}$/.test(text) && Number(text) < 256 ? Number(text) : 3;
console.log(`exit code ${code}: ${LINES[code] ?? 'the scan broke off'}`);
process.exitCode = code;
