// How long each format takes to write 20,000 findings: node scripts/run.mjs bench/render.ts
// Medians of seven in one process, after one that is not counted.
import { REPORTERS } from '../src/report/index.ts';
import { many } from '../test/report/many.ts';
import { RULES } from '../test/report/rules.ts';
import { PLAIN, reportOf } from '../test/report/sample.ts';

const FINDINGS = 20_000;
const RUNS = 7;

const rules = Object.values(RULES);
const report = reportOf(
  rules.flatMap((rule, at) => many(Math.ceil(FINDINGS / rules.length), rule, `file${at}`)),
);

for (const reporter of REPORTERS) {
  const times = Array.from({ length: RUNS + 1 }, () => {
    const start = performance.now();
    for (const _ of reporter.render(report, PLAIN));
    return performance.now() - start;
  });
  const middle = times.slice(1).toSorted((a, b) => a - b)[(RUNS - 1) / 2];
  console.log(`${reporter.name.padEnd(12)}${middle?.toFixed(0).padStart(5)} ms`);
}
