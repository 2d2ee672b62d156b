import { files, findingOf, severities } from './data.js';
import { grouped, make } from './page.js';

/** The list item of a finding: its place, what it says, and the lines that it is about. */
export function placeOf(row, usualSeverity) {
  const { severity, status, message, place, also, more, reason } = findingOf(row);
  const where = make('div', 'where', make('code', '', placeText(place)));
  if (place.operation !== '') where.append(make('code', '', place.operation));
  if (severity !== usualSeverity) where.append(make('span', '', severities[severity]));
  const item = make('li', '', where, make('p', '', message));
  if (place.code.length > 0) item.append(codeOf(place));
  if (status > 0) {
    item.append(make('p', 'also', status === 1 ? `Waived: ${reason}` : 'Known before.'));
  }
  if (also.length > 0) item.append(alsoOf(place.file, also, more));
  return item;
}

function placeText({ file, line, column }) {
  return `${files[file]}:${line}:${column}`;
}

/** Places that say something are listed; those of a folded finding only tell their lines. */
function alsoOf(here, also, more) {
  const placeTexts = also.map(
    ([file, line]) => `${file === here ? 'line ' : `${files[file]}:`}${line}`,
  );
  const rest = more > 0 ? `and ${grouped(more)} more` : '';
  if (also[0].length === 2) return make('p', 'also', `Also ${placeTexts.join(', ')} ${rest}`);
  const texts = also.map(([, , said], at) => `${placeTexts[at]}: ${said}`);
  if (rest !== '') texts.push(rest);
  return make('ul', 'also', ...texts.map((text) => make('li', '', text)));
}

/** A few lines of the source, with what is meant marked in one of them. */
function codeOf({ line, code: [text, first, start, length] }) {
  const lines = text.split('\n').map((content, index) => {
    const element = make('span', '');
    element.dataset.line = first + index;
    if (first + index === line) {
      const end = start + length;
      const marked = make('mark', '', content.slice(start, end));
      element.append(content.slice(0, start), marked, content.slice(end));
    } else element.append(content);
    return element;
  });
  return make('pre', 'code', ...lines);
}
