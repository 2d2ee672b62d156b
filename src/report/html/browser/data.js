import { byId } from './page.js';

/** What data.ts wrote into the page. */
export const { files, rules, severities, findings } = JSON.parse(byId('data').textContent);

/** A finding by its row; columns that are empty at the end of a row are left out. */
export function findingOf(row) {
  const [rule, severity, status, file, line, column, message] = row;
  const [operation = '', code = [], also = [], more = 0, reason = ''] = row.slice(7);
  const place = { file, line, column, operation, code };
  return { rule, severity, status, message, place, also, more, reason };
}
