import { defineRule, texts } from 'specgate/rule';
import { credentialIssueOnce, credentialNeverReturn, gatewaySecret } from '../shared/lexicons.ts';
import { isNamed } from '../shared/named-fields.ts';
import { isSample } from '../shared/samples.ts';
import { everythingIn, keyOf, type Spot } from '../shared/spot.ts';
import type { Lexicons } from '../shared/words.ts';

const LISTS = [credentialNeverReturn, credentialIssueOnce, gatewaySecret];

export default defineRule({
  id: 'secret-in-extension',
  title: 'Vendor extension embeds a secret',
  category: 'secrets',
  severity: 'critical',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-798', 'CWE-540', 'OWASP-API8:2023'],
  tags: ['governance', 'vendor-risk'],
  why: 'The configuration of a gateway reaches everybody who may read the portal or the repository, and its secrets with it.',
  fix: 'Name the place in a secret store instead, as `{vault://…}`, and change the secret.',

  options: {
    references: texts('Beginnings of values that name a secret instead of being one.', [
      '${',
      '{{',
      '{vault:',
      '$env:',
      '$env.',
      '$secret',
      'vault:',
      'env:',
      'secret:',
      'ref:',
      'arn:aws:',
      '@Microsoft.KeyVault',
      'projects/',
      '/',
      '#/',
      '$context.',
      '$request.',
      '$stageVariables.',
      'context.',
      'method.',
      'integration.',
      'stageVariables.',
      'http://',
      'https://',
    ]),
  },
  messages: {
    literal: 'The extension "{extension}" holds a secret in "{name}" ({length} characters).',
  },

  visit: {
    Extension(extension, { options, lexicons, report }) {
      const { value, name } = extension;
      if (!mayHold(name, value, lexicons, 0) || SHOWN.test(name)) return;
      for (const spot of everythingIn({ value, at: extension })) {
        const secret = literalIn(spot, options.references);
        if (secret === undefined || !isSecret(keyOf(spot), lexicons)) continue;
        const data = { extension: name, name: keyOf(spot), length: secret.length };
        report({ at: spot.at, secret }, 'literal', data);
      }
    },
  },
});

const DEEPEST = 8;

/** A cheap question before: whether any key at or below a value is one of a secret. */
function mayHold(key: string, value: unknown, lexicons: Lexicons, depth: number): boolean {
  if (typeof value === 'string') return isSecret(key, lexicons);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  for (const [name, child] of Object.entries(value)) {
    if (mayHold(name, child, lexicons, depth + 1)) return true;
  }
  return false;
}

/** Extensions that hold examples and wording, which other rules read. */
const SHOWN =
  /sample|example|snippet|contract|description|enum|label|title|tag|message|error|translation|i18n|docs?$/i;

function isSecret(key: string, lexicons: Lexicons): boolean {
  return LISTS.some((list) => isNamed(key, list, lexicons));
}

const SHORTEST = 4;
/** `feature_bundle_power`: several words, which name something. */
const NAMES = /^[a-z]+(?:[-_.][a-z]+)+$/;

/** The text of a value that is a secret itself: not the name of one, nor prose, nor a placeholder. */
function literalIn({ value }: Spot, references: readonly string[]): string | undefined {
  if (typeof value !== 'string' || value.length < SHORTEST || /\s/.test(value)) return undefined;
  if (references.some((reference) => value.startsWith(reference)) || /\$\{|\{\{/.test(value))
    return undefined;
  return isSample(value) || NAMES.test(value) ? undefined : value;
}
