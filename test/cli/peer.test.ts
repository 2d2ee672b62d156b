import { describe, expect, test } from 'vitest';
import { findRules } from '../../src/cli/find-rules.ts';
import { defineRule, type Rule } from '../../src/rule/index.ts';

function rule(id: string, more: Partial<Pick<Rule, 'peers' | 'formerly'>>): Rule {
  return defineRule({
    id,
    title: id,
    category: 'authentication',
    severity: 'high',
    confidence: 'high',
    since: '0.1',
    references: [],
    why: '',
    fix: '',
    messages: {},
    visit: {},
    ...more,
  });
}

const rules = [
  rule('key-in-url', {
    formerly: ['old-key-in-url'],
    peers: {
      kics: ['general/api_key_in_url', '2.0/basic'],
      checkov: ['CKV_OPENAPI_4'],
      'spectral-owasp': ['owasp:api2:2023-no-api-keys-in-url'],
      '42crunch': ['*-apikey-inquery', 'global-*-http-*'],
    },
  }),
  rule('key-anywhere', { peers: { checkov: ['CKV_OPENAPI_4'], zally: ['104'] } }),
];

const idsFor = (asked: string): readonly string[] =>
  findRules(asked, rules).map((found) => found.rule.id);

describe('a rule is found', () => {
  test.each([
    ['key-in-url', ['key-in-url']],
    ['KEY-in-URL', ['key-in-url']],
    ['old-key-in-url', ['key-in-url']],
    ['CKV_OPENAPI_4', ['key-in-url', 'key-anywhere']],
    ['ckv_openapi_4', ['key-in-url', 'key-anywhere']],
    ['checkov:CKV_OPENAPI_4', ['key-in-url', 'key-anywhere']],
    ['owasp:api2:2023-no-api-keys-in-url', ['key-in-url']],
    ['spectral:owasp:api2:2023-no-api-keys-in-url', ['key-in-url']],
    ['kics:general/api_key_in_url', ['key-in-url']],
    ['api_key_in_url', ['key-in-url']],
    ['openAPI/general/api_key_in_url', ['key-in-url']],
    ['v3-securityscheme-apikey-inquery', ['key-in-url']],
    ['42c:v3_1-securityscheme-apikey-inquery', ['key-in-url']],
    ['v3-global-security-http-basic', ['key-in-url']],
    ['zally:104', ['key-anywhere']],
  ])('%s', (asked, ids) => {
    expect(idsFor(asked)).toEqual(ids);
  });
});

describe('no rule is found', () => {
  test.each(['kics:CKV_OPENAPI_4', 'apikey-inquery-not', 'url', 'v3-global-http-basic', 'key', ''])(
    '%j',
    (asked) => {
      expect(() => idsFor(asked)).toThrow(/There is no rule/);
    },
  );

  test('the nearest name is suggested, a peer’s too', () => {
    expect(() => idsFor('CKV_OPENAPI_5')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('Did you mean "CKV_OPENAPI_4"?') }),
    );
  });
});
