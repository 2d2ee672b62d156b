import type { SarifStyle } from '../report/report.ts';
import type { Io } from './io.ts';

type Env = Io['env'];
type Commit = NonNullable<SarifStyle['repository']>;

/** What a build service says of the commit that it builds. */
interface Told {
  readonly uri: string | undefined;
  readonly revision: string | undefined;
  readonly branch: string | undefined;
}

const SERVICES: readonly ((env: Env) => Told)[] = [
  (env) => ({
    uri: env.GITHUB_REPOSITORY && `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}`,
    revision: env.GITHUB_SHA,
    branch: env.GITHUB_REF_TYPE === 'branch' ? env.GITHUB_REF_NAME : undefined,
  }),
  (env) => ({
    uri: env.CI_PROJECT_URL,
    revision: env.CI_COMMIT_SHA,
    branch: env.CI_COMMIT_BRANCH || env.CI_MERGE_REQUEST_SOURCE_BRANCH_NAME,
  }),
  (env) => ({
    uri: env.BUILD_REPOSITORY_URI,
    revision: env.BUILD_SOURCEVERSION,
    branch: /^refs\/heads\/(.+)$/.exec(env.BUILD_SOURCEBRANCH ?? '')?.[1],
  }),
  (env) => ({
    uri: env.BITBUCKET_GIT_HTTP_ORIGIN,
    revision: env.BITBUCKET_COMMIT,
    branch: env.BITBUCKET_BRANCH,
  }),
  (env) => ({
    uri: env.GIT_URL,
    revision: env.GIT_COMMIT,
    branch: env.GIT_BRANCH?.replace(/^origin\//, ''),
  }),
];

/** The commit that is scanned, by the variables of GitHub, GitLab, Azure, Bitbucket or Jenkins; undefined elsewhere. */
export function provenanceOf(env: Env): Commit | undefined {
  for (const service of SERVICES) {
    const { uri, revision, branch } = service(env);
    const repositoryUri = webAddress(uri);
    if (repositoryUri === undefined || !revision) continue;
    return { repositoryUri, revisionId: revision, ...(branch ? { branch } : {}) };
  }
  return undefined;
}

/** Without a name or a token in it: a report is read by more people than the log of a build. */
function webAddress(uri: string | undefined): string | undefined {
  if (!uri || !URL.canParse(uri)) return undefined;
  const { protocol, host, pathname } = new URL(uri);
  return /^https?:$/.test(protocol) ? `${protocol}//${host}${pathname}` : undefined;
}
