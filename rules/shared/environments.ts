import { hostOf } from 'specgate/rule';

const NOT_PRODUCTION =
  'dev|devel|develop|development|test|testing|tests|stage|stg|staging|qa|uat|sandbox|sbx|preprod|preproduction|demo|alpha|beta|int|integration';
const PART = new RegExp(`^(?:${NOT_PRODUCTION})\\d{0,2}$`);

/** The word by which a server is one for tests: a label of its host or a segment of its path, or a part of one between hyphens. */
export function testWordIn(url: string): string | undefined {
  const host = hostOf(url);
  // The registered name and what comes after it say who, not what: dev.to is none, nor is any .dev.
  const labels = host === undefined ? [] : host.split('.').slice(0, -2);
  const path = url.replace(/^[a-z][a-z0-9+.-]*:/i, '').replace(/^\/\/[^/]*/, '');
  const segments = path.split(/[/?#]/)[1] ?? '';
  for (const part of [...labels, segments.toLowerCase()].flatMap((label) => label.split(/[-_]/)))
    if (PART.test(part)) return part;
  return undefined;
}

const TEST = /\b(?:sand[- ]?box|test(?:s|ing)?|demo|mock|trial|try[- ]?out)\b/i;

/** Whether a description says that a server is for trying things out. */
export function saysTest(description: string | undefined): boolean {
  return description !== undefined && TEST.test(description);
}

const ENVIRONMENT =
  /\b(?:local(?:host)?|sand[- ]?box|alpha|beta|dev(?:elopment)?|test(?:ing)?|qa|uat|demo|mock|int(?:egration)?|stag(?:e|ing)|pre[- ]?prod(?:uction)?|prod(?:uction)?|live|canary|preview|next|acceptance)\b/i;

/** Whether a description names an environment. */
export function namesEnvironment(description: string | undefined): boolean {
  return description !== undefined && ENVIRONMENT.test(description);
}
