import { describe, expect, it } from 'vitest';
import { provenanceOf } from '../../src/cli/provenance.ts';

describe('the commit that is scanned', () => {
  it.each([
    [
      'GitHub',
      {
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'acme/pets',
        GITHUB_SHA: 'abc',
        GITHUB_REF_TYPE: 'branch',
        GITHUB_REF_NAME: 'main',
      },
      'https://github.com/acme/pets',
    ],
    [
      'GitLab',
      {
        CI_PROJECT_URL: 'https://gitlab.example/acme/pets',
        CI_COMMIT_SHA: 'abc',
        CI_COMMIT_BRANCH: 'main',
      },
      'https://gitlab.example/acme/pets',
    ],
    [
      'Azure',
      {
        BUILD_REPOSITORY_URI: 'https://me:token@dev.azure.com/acme/_git/pets',
        BUILD_SOURCEVERSION: 'abc',
        BUILD_SOURCEBRANCH: 'refs/heads/main',
      },
      'https://dev.azure.com/acme/_git/pets',
    ],
    [
      'Bitbucket',
      {
        BITBUCKET_GIT_HTTP_ORIGIN: 'https://bitbucket.org/acme/pets',
        BITBUCKET_COMMIT: 'abc',
        BITBUCKET_BRANCH: 'main',
      },
      'https://bitbucket.org/acme/pets',
    ],
    [
      'Jenkins',
      {
        GIT_URL: 'https://git.example/pets.git?token=x',
        GIT_COMMIT: 'abc',
        GIT_BRANCH: 'origin/main',
      },
      'https://git.example/pets.git',
    ],
  ])('is known on %s, without what is secret in its address', (_, env, repositoryUri) => {
    expect(provenanceOf(env)).toEqual({ repositoryUri, revisionId: 'abc', branch: 'main' });
  });

  it('has no branch where a tag is built', () => {
    const env = {
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'acme/pets',
      GITHUB_SHA: 'abc',
      GITHUB_REF_TYPE: 'tag',
      GITHUB_REF_NAME: 'v1',
    };
    expect(provenanceOf(env)).toEqual({
      repositoryUri: 'https://github.com/acme/pets',
      revisionId: 'abc',
    });
  });

  it('is not known elsewhere, and not where its address is no address of the web', () => {
    expect(provenanceOf({})).toBeUndefined();
    expect(provenanceOf({ GIT_URL: 'git@host:pets.git', GIT_COMMIT: 'abc' })).toBeUndefined();
    expect(provenanceOf({ CI_PROJECT_URL: 'https://gitlab.example/a' })).toBeUndefined();
  });
});
