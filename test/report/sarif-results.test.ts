import { describe, expect, it } from 'vitest';
import { Api, Reference } from '../../src/model/kinds.ts';
import { Schema } from '../../src/model/schema.ts';
import { sarif } from '../../src/report/sarif.ts';
import { below, rootPointer } from '../../src/source/pointer.ts';
import { Source } from '../../src/source/source.ts';
import { rendered } from './golden.ts';
import { RULES } from './rules.ts';
import { input, PLAIN, plan, ROOT, reportOf, sampleReport } from './sample.ts';
import { logOf, only, placeOf, resultsOf } from './sarif-log.ts';

describe('SARIF: results', () => {
  it('C1 says one sentence with names in single quotes, of bounded length', () => {
    const result = only({
      source: input('petstore.yaml'),
      text: 'post',
      data: { method: 'POST', path: '/pets' },
    });
    expect(result.message.text).toBe("Anyone may call POST '/pets'.");
    const long = only({
      source: input('petstore.yaml'),
      text: 'post',
      data: { method: 'POST', path: 'x'.repeat(5000) },
    });
    expect(long.message.text?.length).toBeLessThanOrEqual(1000);
  });

  it('C2 gives one place, and links to each related one that it names', () => {
    for (const result of resultsOf(sampleReport())) {
      expect(result.locations).toHaveLength(1);
      const ids = result.relatedLocations?.map(({ id }) => id) ?? [];
      const links = [...(result.message.text ?? '').matchAll(/\]\((\d+)\)/g)].map(([, id]) =>
        Number(id),
      );
      expect(links).toEqual(ids);
    }
    const [folded] = resultsOf(sampleReport()).filter(({ ruleId }) => ruleId === 'array-unbounded');
    expect(folded?.message.text).toBe(
      "The array 'tags' has no `maxItems` (and 1 more of 3 places). See also [line 52](1).",
    );
  });

  it('C2 makes no link of what a document says', () => {
    const data = { method: 'POST', path: '/[click](https://evil.example) [x](1)' };
    const { message } = only({ source: input('petstore.yaml'), text: 'post', data });
    expect(message.text).not.toContain('](');
  });

  it('C3 gives all four bounds of a region', () => {
    for (const result of resultsOf(sampleReport())) {
      const {
        startLine = 0,
        startColumn = 0,
        endLine = 0,
        endColumn = 0,
      } = placeOf(result).region ?? {};
      expect(Math.min(startLine, startColumn, endLine, endColumn)).toBeGreaterThanOrEqual(1);
      expect(endLine).toBe(startLine);
      expect(endColumn).toBeGreaterThanOrEqual(startColumn);
    }
  });

  it('C4 gives paths from the top of the repository, encoded', () => {
    const source = new Source('/home/me/shop/a&b/50% <c>, d.yaml', 'post');
    const report = reportOf([plan({ rule: RULES.missing, source, text: 'post' })], {
      base: '/home/me/shop/a&b',
    });
    const { artifactLocation } = placeOf(resultsOf(report)[0]);
    expect(artifactLocation).toEqual({
      uri: 'a%26b/50%25%20%3Cc%3E%2C%20d.yaml',
      uriBaseId: '%SRCROOT%',
    });
  });

  it('C5 stands in the file that holds the place', () => {
    expect(resultsOf(sampleReport()).map((result) => placeOf(result).uri)).toContain(
      'api/responses.yaml',
    );
  });

  describe('C5 where the place is in a fetched document', () => {
    const local = new Source(
      `${ROOT}/a.yaml`,
      'pet:\n  $ref: https://schemas.example.com/pet.yaml\n',
    );
    const remote = new Source('https://schemas.example.com/pet.yaml', 'type: array\n');
    local.useLocator((wanted) =>
      wanted.map(({ key }) => {
        const start = local.text.indexOf(String(key));
        const span = { start, end: start + String(key).length };
        return { key: span, value: span };
      }),
    );
    const found = plan({ rule: RULES.array, source: remote, text: 'array', data: { name: 'x' } });
    const api = new Api({ source: local, format: 'yaml', value: {}, problems: [] }, '3.1', []);
    const root = rootPointer(local);
    const owner = new Schema(
      { source: local, parent: root, key: 'pet', owner: undefined },
      {},
      api,
    );
    const node = new Schema({ source: remote, parent: undefined, key: '', owner }, {}, api);

    function shownAt() {
      const finding = { ...found.finding, at: below(node, 'type'), api };
      const [shown] = resultsOf(reportOf([{ ...found, finding }]));
      return shown;
    }

    it('stands where the holder of the reference stands, and says where the text is', () => {
      const shown = shownAt();
      expect(placeOf(shown)).toMatchObject({ uri: 'a.yaml', region: { startLine: 1 } });
      expect(shown?.message.text).toContain('line 1 of https://schemas.example.com/pet.yaml');
    });

    it('stands at the reference itself, where there is one', () => {
      const standing = { source: local, parent: root, key: 'pet', owner: undefined };
      const raw = { $ref: remote.uri };
      node.referrers = [new Reference(standing, raw, api, 'Schema', remote.uri)];
      expect(placeOf(shownAt())).toMatchObject({
        uri: 'a.yaml',
        region: { startLine: 2, startColumn: 3, endColumn: 7 },
      });
    });
  });

  it('C6 cuts a region at the end of its first line', () => {
    const source = new Source(`${ROOT}/a.yaml`, 'info:\n  title: x\n  version: 1\n');
    const { region } = placeOf(only({ source, text: 'title: x\n  version' }));
    expect(region).toMatchObject({ startLine: 2, startColumn: 3, endLine: 2, endColumn: 11 });
  });

  it('C7 shows the line and its neighbours, without secrets and of bounded length', () => {
    const text = rendered(sarif, sampleReport(), PLAIN);
    expect(text).not.toContain('0a1b2c3d4e5f');
    expect(text).toContain('ghp_****');
    const long = new Source(
      `${ROOT}/a.json`,
      `{"a":"${'x'.repeat(9000)}","post":1,"b":"${'y'.repeat(9000)}"}`,
    );
    for (const target of ['"post"', 'x'.repeat(5000)]) {
      const { region, contextRegion } = placeOf(only({ source: long, text: target }));
      expect(region?.snippet?.text?.length).toBeLessThanOrEqual(300);
      expect(contextRegion?.snippet?.text?.length ?? 0).toBeLessThanOrEqual(300);
      if (contextRegion === undefined) continue;
      expect(contextRegion.startColumn).toBeLessThanOrEqual(region?.startColumn ?? 0);
      expect(contextRegion.endColumn).toBeGreaterThanOrEqual(region?.endColumn ?? 0);
    }
  });

  it('C8 gives both fingerprints', () => {
    for (const { partialFingerprints } of resultsOf(sampleReport())) {
      expect(partialFingerprints?.primaryLocationLineHash).toMatch(/^[0-9a-f]{1,16}:\d+$/);
      expect(partialFingerprints?.['specgate/v1']).toMatch(/^[0-9a-f]{16}$/);
    }
  });

  it('C9 tells two results of one rule on one line apart', () => {
    const source = new Source(`${ROOT}/a.json`, '{"post":1,"put":2,"tags":3}');
    const results = ['post', 'put'].map((text) =>
      plan({ rule: RULES.missing, source, text, steps: [text] }),
    );
    const other = plan({ rule: RULES.array, source, text: 'tags', steps: ['tags'] });
    const hashes = resultsOf(reportOf([...results, other])).map(
      ({ partialFingerprints }) => partialFingerprints?.primaryLocationLineHash,
    );
    expect(new Set(hashes).size).toBe(3);
    for (const { fingerprint } of results) expect(hashes).toContain(`${fingerprint}:1`);
    expect(hashes).not.toContain(`${other.fingerprint}:1`);
  });

  it('C9 tells apart what is written twice on one line in the same words', () => {
    const source = new Source(`${ROOT}/a.json`, '{"post":1,"put":2}');
    const one = plan({ rule: RULES.missing, source, text: 'post', steps: ['post'] });
    const hashes = resultsOf(reportOf([one, { ...one }])).map(
      ({ partialFingerprints }) => partialFingerprints?.primaryLocationLineHash,
    );
    expect(hashes).toEqual([`${one.fingerprint}:1`, `${one.fingerprint}:2`]);
  });

  it('C10, C12 and C14 write no kind, no rank and no fixes', () => {
    for (const result of resultsOf(sampleReport())) {
      expect(result).not.toHaveProperty('kind');
      expect(result).not.toHaveProperty('rank');
      expect(result).not.toHaveProperty('fixes');
    }
  });

  it('C11 leaves out what is waived or known, unless asked for, and then marks it', () => {
    expect(resultsOf(sampleReport())).toHaveLength(8);
    expect(resultsOf(sampleReport(), { ...PLAIN, showSuppressed: true })).toHaveLength(8);
    const all = resultsOf(sampleReport(), { ...PLAIN, sarif: { withSuppressed: true } });
    expect(all).toHaveLength(10);
    expect(all.flatMap(({ suppressions = [] }) => suppressions)).toEqual([
      {
        kind: 'external',
        status: 'accepted',
        justification: 'the gateway checks the key, SEC-123',
      },
      { kind: 'external', status: 'accepted', justification: 'Known: listed in the baseline.' },
    ]);
  });

  it('C13 keeps the address in the API', () => {
    const result = resultsOf(sampleReport()).find(({ ruleId }) => ruleId === 'auth-missing');
    expect(result?.locations?.[0]?.logicalLocations).toEqual([
      { fullyQualifiedName: '#/paths/~1pets/post', kind: 'property' },
    ]);
    expect(result?.properties).toMatchObject({ method: 'post', path: '/pets' });
  });

  it('C16 to C18 survive any text of a document', () => {
    const path = '/a\u0000\u001b[31m\u202e\u2028\ud800SARIF_BUILDER_INVALID<img src=x>';
    const source = new Source(`${ROOT}/SARIF_BUILDER_INVALID.yaml`, `${path}: post`);
    const report = reportOf([
      plan({
        rule: RULES.missing,
        source,
        text: path,
        steps: [path],
        data: { method: 'POST', path },
        apiPath: path,
        method: 'post',
      }),
    ]);
    const log = logOf(report);
    const strings: string[] = [];
    JSON.stringify(log, (_, value: unknown) => {
      if (typeof value === 'string') strings.push(value);
      return value;
    });
    for (const text of strings)
      expect(text).not.toMatch(
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e\u2028]|[\ud800-\udfff]/u,
      );
    for (const rule of log.runs[0]?.tool.driver.rules ?? [])
      expect(rule.help?.markdown).not.toContain('<img');
  });
});
