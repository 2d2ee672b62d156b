// Checked by the compiler (`npm run types`, and test/types/types.test.ts): each line marked as an expected error must be one.
import { type Context, choice, defineRule, flag, integer, type Rule, texts } from 'specgate/rule';

const declared = {
  id: 'sample-rule',
  title: 'A sample',
  category: 'transport',
  severity: 'low',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-319', 'OWASP-API8:2023'],
  why: 'It shows what the compiler sees.',
  fix: 'Nothing to mend.',
} as const;

/** A rule as it should be, and a context to try things on. */
export const sound: Rule = defineRule({
  ...declared,
  options: {
    limit: integer('How many are fine.', 3, { minimum: 1, strict: 2 }),
    words: texts('Further words.'),
    isLoud: flag('Says more.', false),
    mode: choice('How to look.', ['fast', 'exact'], 'fast'),
  },
  messages: { plain: 'It is so.', filled: '{count} of {limit} are too many.' },
  visit: {
    Api(api, { report, options, version }) {
      const limit: number = options.limit;
      const words: readonly string[] = options.words;
      const mode: 'fast' | 'exact' = options.mode;
      if (version === '2.0' || options.isLoud || mode === 'exact' || words.length > limit) return;
      report(api, 'plain');
      report(api.at('info', 'title'), 'filled', { count: 4, limit });
      report(
        { at: api, detail: 'x', related: [{ at: api.at('info'), message: 'Here.' }] },
        'plain',
      );
    },
    Schema(schema, { report }) {
      const length: number | undefined = schema.maxLength;
      if (length === undefined) report(schema, 'plain');
    },
  },
});

type Messages = {
  readonly plain: 'It is so.';
  readonly filled: '{count} of {limit} are too many.';
};
type Options = { readonly limit: number };

/** What a rule may not do with its context. */
export function misuse(
  context: Context<Messages, Options>,
  place: Parameters<typeof context.report>[0],
): void {
  // @ts-expect-error a message that the rule does not have
  context.report(place, 'palin');
  // @ts-expect-error data is missing
  context.report(place, 'filled');
  // @ts-expect-error a placeholder is missing
  context.report(place, 'filled', { count: 1 });
  // @ts-expect-error a misspelt placeholder
  context.report(place, 'filled', { count: 1, limt: 2 });
  // @ts-expect-error a placeholder too many
  context.report(place, 'filled', { count: 1, limit: 2, more: 3 });
  // @ts-expect-error data where none is due
  context.report(place, 'plain', { count: 1 });
  // @ts-expect-error a placeholder is filled with text or a number
  context.report(place, 'filled', { count: true, limit: 2 });
  // @ts-expect-error an option that the rule does not have
  context.options.limits;
  // @ts-expect-error options are read, not set
  context.options.limit = 3;
  // @ts-expect-error a place is a node or a pointer, not a text
  context.report('#/info', 'plain');
}

/** What a declaration may not say. */
export const wrong: readonly Rule[] = [
  // @ts-expect-error a category that there is not
  defineRule({ ...declared, category: 'transprot', messages: { plain: 'It is so.' }, visit: {} }),
  // @ts-expect-error a severity that there is not
  defineRule({ ...declared, severity: 'error', messages: { plain: 'It is so.' }, visit: {} }),
  // @ts-expect-error a confidence that there is not
  defineRule({ ...declared, confidence: 'sure', messages: { plain: 'It is so.' }, visit: {} }),
  defineRule({
    ...declared,
    // @ts-expect-error an OWASP item that there is not
    references: ['OWASP-API11:2023'],
    messages: { plain: 'It is so.' },
    visit: {},
  }),
  // @ts-expect-error a tag that there is not
  defineRule({ ...declared, tags: ['oauth3'], messages: { plain: 'It is so.' }, visit: {} }),
  // @ts-expect-error a version that there is not
  defineRule({ ...declared, versions: ['3.3'], messages: { plain: 'It is so.' }, visit: {} }),
  // @ts-expect-error a field that a declaration does not have
  defineRule({ ...declared, silence: {}, messages: { plain: 'It is so.' }, visit: {} }),
  // @ts-expect-error an option needs more than a value
  defineRule({ ...declared, options: { limit: 3 }, messages: { plain: 'It is so.' }, visit: {} }),
  defineRule({
    ...declared,
    messages: { plain: 'It is so.' },
    visit: {
      // @ts-expect-error a kind that there is not
      Sever() {},
    },
  }),
  defineRule({
    ...declared,
    messages: { plain: 'It is so.' },
    visit: {
      Server(server) {
        // @ts-expect-error a field that the kind does not have
        server.uri;
        // @ts-expect-error nodes are read, not written
        server.url = 'https://example.com';
      },
    },
  }),
];

// @ts-expect-error a default that is none of the choices
choice('How to look.', ['fast', 'exact'], 'slow');
// @ts-expect-error a whole number, not a text
integer('How many are fine.', '3');

const { why: _why, ...withoutReason } = declared;
// @ts-expect-error a rule without `why`
defineRule({ ...withoutReason, messages: { plain: 'It is so.' }, visit: {} });
