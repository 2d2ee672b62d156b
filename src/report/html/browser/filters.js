import { files, findingOf, findings, rules } from './data.js';
import { byId, grouped, make } from './page.js';

const STATUSES = ['Open', 'Waived', 'Known before'];
const SEARCH_DELAY = 150;

const controls = byId('controls');
const search = byId('search');
const ruleChoice = byId('rule');
const fileChoice = byId('file');
const riskChoice = byId('risk');
const statusChoice = byId('status');
const severityBoxes = [...controls.querySelectorAll('input[type=checkbox]')];
const searchTexts = [];

/** The findings that the filters let through. */
export function chosenFindings() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const checked = severityBoxes.filter((box) => box.checked);
  const wanted = new Set(checked.map(({ value }) => Number(value)));
  const risk = riskChoice.value;
  const isChosen = ({ value }, actual) => value === '' || Number(value) === actual;
  return findings.filter(
    ([rule, severity, status, file], index) =>
      wanted.has(severity) &&
      isChosen(statusChoice, status) &&
      isChosen(ruleChoice, rule) &&
      isChosen(fileChoice, file) &&
      (risk === '' || rules[rule].owasp.includes(risk)) &&
      words.every((word) => searchTextOf(index).includes(word)),
  );
}

/** All of a finding that can be searched for, in lower case. */
function searchTextOf(index) {
  if (searchTexts[index] === undefined) {
    const { rule, message, place } = findingOf(findings[index]);
    const { id, title, category } = rules[rule];
    const file = `${files[place.file]}:${place.line}`;
    const texts = [id, title, category, file, message, place.operation];
    searchTexts[index] = texts.join('\n').toLowerCase();
  }
  return searchTexts[index];
}

/** Shows the filters with what there is to choose, and calls `draw` whenever one is changed. */
export function startFilters(draw) {
  const risks = [...new Set(rules.flatMap(({ owasp }) => owasp))];
  risks.sort((a, b) => Number.parseInt(a.slice(3), 10) - Number.parseInt(b.slice(3), 10));
  const ids = rules.map(({ id }) => id);
  offer(ruleChoice, ids, ([rule]) => [rule]);
  offer(fileChoice, files, (row) => [row[3]]);
  offer(riskChoice, risks, ([rule]) => rules[rule].owasp.map((risk) => risks.indexOf(risk)));
  offer(statusChoice, STATUSES, (row) => [row[2]]);
  for (const option of [...riskChoice.options].slice(1)) option.value = risks[option.value];
  showOpen();
  let timer;
  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(draw, SEARCH_DELAY);
  });
  controls.addEventListener('change', draw);
  for (const button of [byId('reset'), byId('reset-none')]) {
    button.addEventListener('click', () => {
      reset();
      draw();
    });
  }
  controls.hidden = false;
}

/** The names that occur, each with how often, and its index as the value. One alone is no choice. */
function offer(select, names, indexesOf) {
  const counts = [];
  for (const row of findings) for (const at of indexesOf(row)) counts[at] = (counts[at] ?? 0) + 1;
  const options = names.flatMap((name, at) => {
    if (counts[at] === undefined) return [];
    const option = make('option', '', `${name} (${grouped(counts[at])})`);
    option.value = at;
    return [option];
  });
  select.append(...options);
  select.closest('label').hidden = options.length < 2;
}

function reset() {
  search.value = '';
  for (const select of [ruleChoice, fileChoice, riskChoice]) select.value = '';
  for (const box of severityBoxes) box.checked = true;
  showOpen();
}

/** What counts is shown first, unless nothing does. */
function showOpen() {
  const hasOpen = [...statusChoice.options].some(({ value }) => value === '0');
  statusChoice.value = hasOpen ? '0' : '';
}
