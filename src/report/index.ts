import { json } from './json.ts';
import type { Reporter } from './report.ts';
import { sarif } from './sarif.ts';

/** Every format, in the order of the help. */
export const REPORTERS: readonly Reporter[] = [json, sarif];
