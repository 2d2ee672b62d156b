import { UserError } from '../errors.ts';
import { below, rootPointer } from '../source/pointer.ts';
import type { Source } from '../source/source.ts';
import type { Mistake } from './validate.ts';

/** More mistakes than this are counted, not listed. */
const MOST = 10;

/** Mistakes in a file as one error, each with its place, the line and what to do. */
export function complain(source: Source, name: string, mistakes: readonly Mistake[]): UserError {
  const listed = mistakes.slice(0, MOST).map((mistake) => describe(source, name, mistake));
  const more = mistakes.length > MOST ? [`and ${mistakes.length - MOST} more`] : [];
  return new UserError([...listed, ...more].join('\n'));
}

function describe(source: Source, name: string, { steps, message, hint }: Mistake): string {
  const { start, end } = source.locate(below(rootPointer(source), ...steps));
  const at = `${name}:${start.line}:${start.column}`;
  const what = steps.length === 0 ? message : `${pathText(steps)}: ${message}`;
  const gutter = String(start.line).padStart(5);
  const line = source.line(start.line);
  const width = end.line === start.line ? Math.max(1, end.column - start.column) : 1;
  const marker = `${' '.repeat(5)} | ${' '.repeat(start.column - 1)}${'^'.repeat(Math.min(width, 80))}`;
  const frame = line.length > 200 ? [] : [`${gutter} | ${line}`, marker];
  return [`${at}  ${what}`, ...frame, ...(hint === undefined ? [] : [`        ${hint}`])].join(
    '\n',
  );
}

/** `overrides[0].match.paths` */
function pathText(steps: readonly (string | number)[]): string {
  return steps
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`,
    )
    .join('');
}
