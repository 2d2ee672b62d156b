import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from '../../src/report/html.ts';
import type { Report, Style } from '../../src/report/report.ts';
import { Source } from '../../src/source/source.ts';
import { rendered } from './golden.ts';
import { hostile, reportThatSays } from './hostile.ts';
import { many } from './many.ts';
import { RULES } from './rules.ts';
import { cleanReport, PLAIN, plan, ROOT, reportOf, sampleReport } from './sample.ts';

function pageOf(report: Report, style: Partial<Style> = {}): string {
  return rendered(html, report, { ...PLAIN, ...style });
}

/** The data of the script, as it will read them. */
function dataIn(page: string) {
  const [, text = ''] =
    /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(page) ?? [];
  return JSON.parse(text);
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What is left of a page without its style, its script and its data. */
function markupOf(page: string): string {
  return page.replace(/<(style|script)[^>]*>[\s\S]*?<\/\1>/g, '<$1></$1>');
}

/** Markup that is none of ours: an element or an attribute that the page has no use for, or a `<` that begins neither. */
function strangeIn(markup: string): readonly string[] {
  return (markup.match(/<[^>]*>?/g) ?? []).filter((each) => !TAG.test(each));
}

const NAMES =
  'a|b|body|br|button|circle|code|details|div|fieldset|footer|h[1-6]|head|header|html|input|label|legend|li|link|main|mark|meta|option|p|pre|rect|script|section|select|span|strong|style|summary|svg|table|tbody|td|text|th|thead|title|tr|ul';
const ATTRIBUTES =
  'aria-hidden|aria-label|autocomplete|charset|checked|class|content|cx|cy|data-line|height|hidden|href|http-equiv|id|lang|name|preserveAspectRatio|r|role|scope|spellcheck|stroke-dasharray|transform|type|value|viewBox|width|x|y';
const TAG = new RegExp(
  `^(?:<!doctype html>|</(?:${NAMES})>|<(?:${NAMES})(?: (?:${ATTRIBUTES})(?:="[^"<>]*")?)*/?>)$`,
);

describe('the HTML report', () => {
  it('lets in its own style and script, and nothing else', () => {
    const page = pageOf(sampleReport());
    const [, policy = ''] =
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
    const digest = (text: string) => createHash('sha256').update(text).digest('base64');
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${digest(style)}'`,
      `script-src 'sha256-${digest(script)}'`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(markupOf(page)).not.toMatch(/ style=| on\w+=| src=/);
  });

  it('is made of our markup only, whatever a document says', () => {
    expect(strangeIn(markupOf(pageOf(sampleReport())))).toEqual([]);
    fc.assert(
      fc.property(hostile, hostile, (said, line) => {
        const page = pageOf(reportThatSays(said, line));
        expect(strangeIn(markupOf(page))).toEqual([]);
        expect(page.match(/<\/script>/gi)).toHaveLength(2);
        expect(dataIn(page).findings).toHaveLength(4);
      }),
      { numRuns: 200 },
    );
  });

  it('gives the script harmless texts', () => {
    fc.assert(
      fc.property(hostile, (said) => {
        for (const text of textsIn(dataIn(pageOf(reportThatSays(said, said))))) {
          expect(text).not.toMatch(
            /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/,
          );
        }
      }),
    );
  });

  it('marks what is meant, between its neighbours', () => {
    const source = new Source(`${ROOT}/a.yaml`, 'a:\n    b:\n\t日本: \u001bpost\n      c: 1\n');
    const [finding] = dataIn(
      pageOf(reportOf([plan({ rule: RULES.missing, source, text: 'post' })])),
    ).findings;
    const [text, first, start, length] = finding[8];
    expect(text.split('\n')).toEqual(['  b:', '日本: \\u001bpost', '    c: 1']);
    expect(first).toBe(2);
    expect(text.split('\n')[1].slice(start, start + length)).toBe('post');
  });

  it('cuts a long line around the place', () => {
    const long = 'x'.repeat(1_000_000);
    const source = new Source(`${ROOT}/min.json`, `{"a":"${long}","post":{},"b":"${long}"}\n\n`);
    const [finding] = dataIn(
      pageOf(reportOf([plan({ rule: RULES.missing, source, text: '"post"' })])),
    ).findings;
    const [text, first, start, length] = finding[8];
    expect(text.length).toBeLessThan(120);
    expect([first, text.slice(start, start + length)]).toEqual([1, '"post"']);
  });

  it('puts rules of which nothing counts last', () => {
    const [token, server] = [RULES.token, RULES.server].map((rule, at) =>
      plan({
        rule,
        source: new Source(`${ROOT}/a.yaml`, 'post'),
        text: 'post',
        status: at === 0 ? 'suppressed' : 'open',
      }),
    );
    const { rules } = dataIn(pageOf(reportOf([token, server].flatMap((each) => each ?? []))));
    expect(rules.map(({ id }: { id: string }) => id)).toEqual([
      'server-http',
      'secret-known-token',
    ]);
  });

  it('has a verdict but no filters where nothing was found', () => {
    const page = pageOf(cleanReport());
    expect(page).toContain('<strong>Gate passed</strong>');
    expect(markupOf(page)).not.toMatch(/<script|<input|<select/);
  });

  it('leaves out what is below the asked severity, and says how much', () => {
    const page = pageOf(sampleReport(), { minSeverity: 'high' });
    expect(page).not.toContain('array-unbounded');
    expect(page).toContain('Not shown: 4 findings below the asked severity or confidence.');
  });

  it('has less than 1 MB with 1,000 findings, and grows by what each of 20,000 needs', () => {
    const rules = Object.values(RULES);
    const reportWith = (count: number) =>
      reportOf(rules.flatMap((rule, at) => many(count / rules.length, rule, `file${at}`)));
    expect(Buffer.byteLength(pageOf(reportWith(1000)))).toBeLessThan(1_000_000);
    expect(Buffer.byteLength(pageOf(reportWith(20_000)))).toBeLessThan(20_000_000);
  });
});
