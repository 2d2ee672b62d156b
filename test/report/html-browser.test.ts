import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { html } from '../../src/report/html.ts';
import type { Report } from '../../src/report/report.ts';
import { rendered } from './golden.ts';
import { NASTY, reportThatSays } from './hostile.ts';
import { many } from './many.ts';
import { RULES } from './rules.ts';
import { cleanReport, PLAIN, reportOf, sampleReport } from './sample.ts';

const CHROMIUM = '/usr/bin/chromium';
const WIDTHS = [390, 1280];

/** What axe finds, as texts. */
const AXE_RUN =
  'axe.run().then(({ violations }) => violations.map((each) => each.impact + " " + each.id + ": " + each.nodes.map((node) => node.html).join(" ")))';

const isThere = existsSync(CHROMIUM);
if (!isThere) console.warn(`The HTML report is not tried in a browser: ${CHROMIUM} is missing.`);

describe.skipIf(!isThere)('the HTML report in Chromium', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'specgate-html-'));
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** The page of a report, as a file; whatever the browser complains of fails the test. */
  async function open(report: Report, options: BrowserContextOptions = {}): Promise<Page> {
    const file = join(folder, 'report.html');
    writeFileSync(file, rendered(html, report, PLAIN));
    const context = await browser.newContext(options);
    const complaints: string[] = [];
    const page = await context.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) complaints.push(`asks for ${request.url()}`);
    });
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(pathToFileURL(file).href);
    return page;
  }

  const shown = (page: Page) => page.locator('#shown').textContent();
  const titles = (page: Page) => page.locator('#list > details > summary h3').allTextContents();

  it('shows what counts first, the worst open and with its code', async () => {
    const page = await open(sampleReport());
    expect(await shown(page)).toBe('8 of 10 findings, 7 rules');
    expect(await page.locator('#list details[open]').count()).toBe(1);
    expect(await page.locator('#list mark').allTextContents()).toEqual([
      'http://login.petstore.example/token',
    ]);
  });

  it('filters by severity, rule, file and status', async () => {
    const page = await open(sampleReport());
    await page.getByRole('checkbox', { name: /^critical/ }).uncheck();
    await page.getByRole('checkbox', { name: /^medium/ }).uncheck();
    expect(await shown(page)).toBe('4 of 10 findings, 4 rules');
    await page.getByRole('button', { name: 'Reset' }).click();
    await page
      .getByRole('combobox', { name: 'File' })
      .selectOption({ label: 'api/responses.yaml (1)' });
    expect(await titles(page)).toEqual(['Array has no maximum length']);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('combobox', { name: 'Rule' }).selectOption({ label: 'auth-missing (2)' });
    await page.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'All statuses' });
    expect(await shown(page)).toBe('2 of 10 findings, 1 rule');
    expect(await page.locator('#list .also').allTextContents()).toEqual([
      'Waived: the gateway checks the key, SEC-123',
    ]);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('combobox', { name: 'OWASP' }).selectOption('API9');
    expect(await titles(page)).toEqual(['No contact for security reports']);
  });

  it('searches in all words, and says when nothing is found', async () => {
    const page = await open(sampleReport());
    await page.getByRole('searchbox').fill('post /pets gateway');
    await page.getByText('No finding is let through').waitFor();
    await page.getByRole('searchbox').fill('POST auth-missing');
    await page.getByText('1 of 10 findings, 1 rule').waitFor();
    expect(await page.locator('#list details[open]').count()).toBe(1);
  });

  it('is used with the keyboard alone', async () => {
    const page = await open(reportOf(many(200)));
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.type')).toBe('checkbox');
    await page.locator('#list summary').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#list details[open]').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('.places > li').count()).toBe(60);
    expect(await page.evaluate('document.activeElement.textContent')).toContain('big.yaml:11:1');
  });

  it('stays usable with 20,000 findings', async () => {
    const rules = Object.values(RULES);
    const results = Array.from({ length: 100 }, (_, at) =>
      many(200, rules[at % rules.length], `file${at}`),
    );
    const page = await open(reportOf(results.flat()));
    await page.getByRole('searchbox').fill('file42 no `maxItems`');
    await page.getByText(/^0 of|^\d+ of 20,000 findings, [01] rule/).waitFor();
    expect(await page.evaluate('document.querySelectorAll("*").length')).toBeLessThan(3000);
  });

  it('prints what is closed', async () => {
    const page = await open(sampleReport());
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await page.locator('.places').count()).toBe(7);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await page.locator('#list details[open]').count()).toBe(1);
  });

  it('shows the rules and their first places without a script', async () => {
    const page = await open(sampleReport(), { javaScriptEnabled: false });
    expect(await page.getByRole('searchbox').isVisible()).toBe(false);
    expect(await titles(page)).toHaveLength(8);
    await page.getByText('State-changing operation requires').click();
    expect(await page.getByText('Anyone may call POST "/pets".').isVisible()).toBe(true);
  });

  it('shows what a document says, and does nothing of it', async () => {
    for (const said of [NASTY.join(''), ...NASTY.filter((text) => /[<>&]/.test(text))]) {
      const page = await open(reportThatSays(said, said));
      expect(await shown(page)).toMatch(/^\d+ of 4 findings/);
      expect(await page.locator('script').count()).toBe(2);
      expect(await page.locator('img, iframe, object, style ~ style').count()).toBe(0);
    }
  });

  it.each(['light', 'dark'] as const)(
    'fits every screen and everybody, %s',
    async (colorScheme) => {
      for (const report of [sampleReport(), cleanReport()]) {
        for (const width of WIDTHS) {
          const viewport = { width, height: 800 };
          const page = await open(report, { viewport, colorScheme });
          await page.evaluate(
            'for (const each of document.querySelectorAll("details")) each.open = true',
          );
          const overflow = 'document.documentElement.scrollWidth - innerWidth';
          expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
          await page.evaluate(axe.source);
          expect(await page.evaluate(AXE_RUN)).toEqual([]);
        }
      }
    },
  );
});
