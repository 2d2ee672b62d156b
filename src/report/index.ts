import { json } from './json.ts';
import type { Reporter } from './report.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** Every format, in the order of the help. */
export const REPORTERS: readonly Reporter[] = [text, json, sarif];
