import { checkstyle } from './checkstyle.ts';
import { csv } from './csv.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import type { Reporter } from './report.ts';
import { sarif } from './sarif.ts';
import { sonarqube } from './sonarqube.ts';
import { text } from './text.ts';

/** Every format, in the order of the help. */
export const REPORTERS: readonly Reporter[] = [
  text,
  json,
  sarif,
  github,
  markdown,
  html,
  gitlab,
  junit,
  checkstyle,
  sonarqube,
  csv,
];
