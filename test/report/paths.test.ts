import { describe, expect, it } from 'vitest';
import { relativePath, repositoryUri } from '../../src/report/paths.ts';

describe('relativePath', () => {
  it('is seen from the folder, with / and .. where needed', () => {
    expect(relativePath('/a/b/c.yaml', '/a/b')).toBe('c.yaml');
    expect(relativePath('/a/b/c.yaml', '/a/b/d')).toBe('../c.yaml');
    expect(relativePath('/a/bc/d.yaml', '/a/b')).toBe('../bc/d.yaml');
    expect(relativePath('/x.yaml', '/')).toBe('x.yaml');
    expect(relativePath('C:/a/b.yaml', 'C:/a')).toBe('b.yaml');
  });

  it('leaves URLs, names of standard input and other drives alone', () => {
    for (const uri of ['https://example.com/a.yaml', '<stdin>', 'api.yaml', 'D:/a.yaml']) {
      expect(relativePath(uri, 'C:/a')).toBe(uri);
    }
  });
});

describe('repositoryUri', () => {
  it('encodes each segment', () => {
    const uri = '/r/api specs/v1 #2/50% öl [x].yaml';
    expect(repositoryUri(uri, '/r')).toBe('api%20specs/v1%20%232/50%25%20%C3%B6l%20%5Bx%5D.yaml');
    expect(repositoryUri('/r/a&b<c>,d\n.yaml', '/r')).toBe('a%26b%3Cc%3E%2Cd%0A.yaml');
    expect(repositoryUri('/r/\ud800.yaml', '/r')).toBe('%EF%BF%BD.yaml');
  });

  it('tells nothing of the machine and has no .., wherever the file lies', () => {
    expect(repositoryUri('/r/other/a.yaml', '/r/repo')).toBe('outside/other/a.yaml');
    expect(repositoryUri('D:/a.yaml', 'C:/r')).toBe('outside/D%3A/a.yaml');
    expect(repositoryUri('<stdin>', '/r')).toBe('%3Cstdin%3E');
  });
});
