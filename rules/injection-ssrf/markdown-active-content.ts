import { type Context, defineRule, type Node, texts } from 'specgate/rule';
import { proseOf, withoutCode } from '../shared/prose.ts';

const MESSAGES = {
  element: 'This text holds a <{name}> element.',
  handler: 'This text holds an element with the event handler "{name}".',
  link: 'This text holds a link that runs code: "{name}".',
} as const;

export default defineRule({
  id: 'markdown-active-content',
  title: 'Description contains active content',
  category: 'injection-ssrf',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-79', 'OWASP-API8:2023'],
  tags: ['governance', 'vendor-risk'],
  why: 'Documentation portals and editors show these texts as HTML, so that the file runs a script in the session of everybody who reads it.',
  fix: 'Take the markup out, or put it between backticks, where it is shown and never run.',
  limits:
    'Code spans and blocks are not looked into. `<object>` and the like without attributes are taken for placeholders, and so is `<script>` that nothing ends.',
  peers: {
    vacuum: ['no-script-tags-in-markdown', 'no-eval-in-markdown'],
    redocly: ['no-unsafe-markdown', 'cookbook/no-script'],
  },

  options: {
    elements: texts('Elements that are active by themselves.', [
      'script',
      'iframe',
      'object',
      'embed',
      'base',
    ]),
  },
  messages: MESSAGES,

  visit: {
    Info: check,
    Server: check,
    ServerVariable: check,
    Tag: check,
    ExternalDocs: check,
    PathItem: check,
    Webhook: check,
    Operation: check,
    Parameter: check,
    RequestBody: check,
    MediaType: check,
    Response: check,
    Header: check,
    Example: check,
    Link: check,
    Schema: check,
    SecurityScheme: check,
    Reference: check,
  },
});

interface Options {
  readonly elements: readonly string[];
}

/** What every active text has in it; nearly all texts have not. */
const SIGN = /<[a-z]|script:|data:/i;

function check(node: Node, { options, report }: Context<typeof MESSAGES, Options>): void {
  for (const { field, text } of proseOf(node, SIGN)) {
    const plain = withoutCode(text);
    const at = node.at(field);
    const element = elementIn(plain, options.elements);
    if (element !== undefined) report(at, 'element', { name: element });
    const handler = HANDLER.exec(plain)?.[1];
    if (handler !== undefined) report(at, 'handler', { name: handler.toLowerCase() });
    const link = LINK.exec(plain)?.[1];
    if (link !== undefined) report(at, 'link', { name: link.toLowerCase() });
  }
}

const TAG = /<([a-z][a-z0-9-]{0,30})(\s|\/|>)/gi;

/** The first element of the list that does anything: with attributes, or a script that ends. */
function elementIn(text: string, elements: readonly string[]): string | undefined {
  for (const [, name = '', after = ''] of text.matchAll(TAG)) {
    const plain = name.toLowerCase();
    if (!elements.includes(plain)) continue;
    if (/\s/.test(after) || (plain === 'script' && /<\/script/i.test(text))) return plain;
  }
  return undefined;
}

/** `<img src=x onerror=…>` */
const HANDLER = /<[a-z][^<>]{0,500}?[\s"'/](on[a-z]{3,30})\s{0,9}=/i;
/** A target of a CommonMark link, an autolink, or an attribute that is followed. */
const LINK =
  /(?:\]\(\s{0,9}<?|<|\b(?:href|src|action|formaction|data)\s{0,9}=\s{0,9}["']?)((?:javascript|vbscript):|data:text\/html)/i;
