import { REPOSITORY } from '../package.generated.ts';
import { SCRIPT, SCRIPT_DIGEST, STYLE, STYLE_DIGEST } from './html/assets.generated.ts';
import { riskChart, scoreChart, severityChart } from './html/charts.ts';
import { dataText, groupsOf } from './html/data.ts';
import { controls, listing } from './html/listing.ts';
import { tag } from './html/markup.ts';
import {
  documentSection,
  failureSection,
  heading,
  looseningSection,
  staleSection,
  verdict,
} from './html/sections.ts';
import { maskOf } from './mask.ts';
import { pathsFrom } from './paths.ts';
import type { Report, Reporter, Style } from './report.ts';
import { isShown, type Summary, summarise } from './shown.ts';

/** One page that needs nothing but a browser: what it shows is in it, and it may fetch nothing. */
export const html: Reporter = {
  name: 'html',
  about: 'One page for a browser, with score, charts, filters and code; it loads nothing.',
  extension: '.html',
  *render(report, style) {
    const summary = summarise(report, style);
    const writing = { paths: pathsFrom(report.base), mask: maskOf(report.results) };
    const results = report.results.filter((result) => isShown(result, style));
    const groups = groupsOf(results);
    yield HEAD;
    yield `<header>\n${heading(report, writing)}\n${verdict(report, summary)}\n</header>\n<main>\n`;
    yield failureSection(report, writing);
    if (report.documents.length > 0) yield overview(report, style, summary);
    if (groups.length > 0) {
      yield `${tag('h2', {}, 'Findings')}\n${controls(summary)}\n`;
      yield* listing(groups, writing);
    }
    const rest = [looseningSection, staleSection, documentSection].map((section) =>
      section(report, writing),
    );
    yield `${tag('h2', {}, 'About this scan')}\n${rest.filter((each) => each !== '').join('\n')}\n</main>\n`;
    yield footer(report);
    if (groups.length > 0) {
      yield '<script type="application/json" id="data">';
      yield* dataText(results, groups, writing);
      yield `</script>\n<script>${SCRIPT}</script>\n`;
    }
    yield '</body>\n</html>\n';
  },
};

/** The page runs its own script and nothing else, whatever a document may have smuggled into it. */
const POLICY = [
  "default-src 'none'",
  `style-src '${STYLE_DIGEST}'`,
  `script-src '${SCRIPT_DIGEST}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const HEAD = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Specgate report</title>
<style>${STYLE}</style>
</head>
<body>
`;

function overview(report: Report, style: Style, summary: Summary): string {
  const risks = riskChart(report, style);
  const counts = [
    panel('By severity', severityChart(summary)),
    ...(risks === '' ? [] : [panel('By OWASP API risk', risks)]),
  ];
  const score = panel('Score', scoreChart(report.score));
  const column = tag('div', { class: 'column' }, ...counts);
  return `${tag('div', { class: 'overview' }, score, column)}\n`;
}

function panel(title: string, content: string): string {
  return tag('section', { class: 'panel' }, tag('h2', {}, title), content);
}

function footer({ tool }: Report): string {
  const link = tag('a', { href: REPOSITORY }, 'Specgate');
  return `${tag('footer', {}, tag('p', {}, `${link} ${tool.version}`))}\n`;
}
