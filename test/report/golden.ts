import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Report, Reporter, Style } from '../../src/report/report.ts';

/** A report in one piece. */
export function rendered(reporter: Reporter, report: Report, style: Style): string {
  return [...reporter.render(report, style)].join('');
}

/** Compares with a file under `fixtures/reports`; `UPDATE_GOLDEN=1` writes it instead. */
export function expectGolden(name: string, text: string): void {
  const file = new URL(`../../fixtures/reports/${name}`, import.meta.url);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}
