// @ts-check
// The first step of the Action. It ends well whatever the scan says; the last step does not.
import { runScan } from './run-scan.js';

await runScan(process.env);
