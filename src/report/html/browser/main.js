// The script of the HTML report. It draws what the filters let through, and of a rule only what is looked at, so that
// 20,000 findings are no more work than 20.
import { findings, rules, severities } from './data.js';
import { chosenFindings, startFilters } from './filters.js';
import { byId, grouped, make, prose } from './page.js';
import { placeOf } from './places.js';

const FIRST_BATCH = 10;
const BATCH = 50;
const MOST_PRINTED = 20;

/** The rules on the page, with their findings. */
let groups = [];

function draw() {
  const opened = new Set(groups.filter(({ details }) => details.open).map(({ rule }) => rule));
  const chosen = chosenFindings();
  const byRule = new Map();
  for (const row of chosen) {
    if (!byRule.has(row[0])) byRule.set(row[0], []);
    byRule.get(row[0]).push(row);
  }
  // Rules are numbered with the worst first.
  groups = [...byRule].sort(([a], [b]) => a - b).map(([rule, rows]) => groupOf(rule, rows));
  for (const group of groups) {
    if (opened.has(group.rule) || groups.length === 1) open(group, FIRST_BATCH);
  }
  byId('list').replaceChildren(...groups.map(({ details }) => details));
  const of = `${grouped(chosen.length)} of ${grouped(findings.length)} findings`;
  byId('shown').textContent = `${of}, ${groups.length} ${groups.length === 1 ? 'rule' : 'rules'}`;
  byId('none').hidden = chosen.length > 0;
}

/** The findings of a rule, closed and without its places until somebody opens it. */
function groupOf(rule, rows) {
  const { title, id } = rules[rule];
  const worstIndex = Math.min(...new Set(rows.map((row) => row[1])));
  const worst = severities[worstIndex];
  const summary = make('summary', '', make('span', `badge ${worst}`, worst), ' ');
  const count = make('span', 'count', `×\u00a0${grouped(rows.length)}`);
  summary.append(make('h3', '', title), ' ', make('code', '', id), ' ', count);
  const details = make('details', '', summary);
  const group = { rule, rows, worstIndex, details, places: make('ul', 'places'), shown: 0 };
  details.addEventListener('toggle', () => {
    if (details.open) open(group, FIRST_BATCH);
  });
  return group;
}

function open(group, number) {
  group.details.open = true;
  if (group.shown > 0) return;
  group.details.append(make('div', 'inside', ...about(rules[group.rule]), group.places));
  showMore(group, number);
}

function about({ id, why, fix, page, owasp, cwe }) {
  const link = make('a', '', id);
  link.href = page;
  const references = [...owasp.map((risk) => `OWASP ${risk}`), ...cwe].join(', ');
  const rest = references === '' ? '' : ` (${references})`;
  return [
    make('p', '', ...prose(why)),
    make('p', '', make('b', '', 'Fix: '), ...prose(fix)),
    make('p', '', make('b', '', 'See: '), link, rest),
  ];
}

function showMore(group, number) {
  const { rows, places, shown, worstIndex } = group;
  group.button?.remove();
  places.append(...rows.slice(shown, shown + number).map((row) => placeOf(row, worstIndex)));
  group.shown = Math.min(rows.length, shown + number);
  const left = rows.length - group.shown;
  if (left === 0) return;
  const label = `Show ${Math.min(left, BATCH)} more of ${grouped(left)}`;
  group.button = make('button', 'more', label);
  group.button.type = 'button';
  group.button.addEventListener('click', () => {
    const next = group.shown;
    showMore(group, BATCH);
    // The button that had the focus is gone; who uses a keyboard goes on with what it brought.
    places.children[next].tabIndex = -1;
    places.children[next].focus();
  });
  places.after(group.button);
}

/** What is closed is not printed, so all is opened for it, and closed again. */
function startPrinting() {
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    for (const group of groups) open(group, MOST_PRINTED);
    for (const details of closed) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of closed) details.open = false;
  });
}

startFilters(draw);
startPrinting();
byId('open').addEventListener('click', () => {
  for (const group of groups) open(group, FIRST_BATCH);
});
byId('close').addEventListener('click', () => {
  for (const { details } of groups) details.open = false;
});
draw();
if (groups.length > 0) open(groups[0], FIRST_BATCH);
