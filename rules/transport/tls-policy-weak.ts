import {
  type Api,
  type Context,
  choice,
  defineRule,
  type Info,
  type Operation,
  type PathItem,
  type SecurityScheme,
  type Server,
} from 'specgate/rule';
import { signsOn, wordingOf } from '../shared/gateway.ts';
import { isNegated, sentencesOf } from '../shared/sentences.ts';

const options = {
  minimum: choice('The oldest version of TLS that is fine.', ['1.2', '1.3'], '1.2'),
};

const messages = {
  setting: '"{setting}" allows a version of TLS older than {minimum}.',
  described: 'The description says that {version} is accepted.',
} as const;

export default defineRule({
  id: 'tls-policy-weak',
  title: 'TLS policy allows outdated versions',
  category: 'transport',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-326', 'CWE-327', 'OWASP-API8:2023'],
  tags: ['tls', 'gateway'],
  why: 'SSL 3, TLS 1.0 and TLS 1.1 can be broken, and no audit lets them pass.',
  fix: 'Demand TLS 1.2 at least, better 1.3, and say so.',
  limits: 'Of prose, only sentences that speak of support or a minimum, and deny nothing, count.',

  options,
  messages,

  visit: {
    Api: judgeSettings,
    PathItem: judgeSettings,
    Operation: judgeSettings,
    Info: judgeProse,
    Server: judgeProse,
    SecurityScheme: judgeProse,
  },
});

type Settings = { readonly minimum: '1.2' | '1.3' };

function judgeSettings(
  holder: Api | PathItem | Operation,
  { options: { minimum }, report }: Context<typeof messages, Settings>,
): void {
  for (const sign of signsOn(holder, 'weak-tls')) {
    if ((sign.tls ?? 0) < Number(minimum))
      report(sign.spot.at, 'setting', { setting: wordingOf(sign), minimum });
  }
}

const NAMED = /\b(?:SSL ?(?:v|version )?[23](?:\.0)?|TLS ?(?:v|version )?1\.([0-2]))\b/gi;
const ACCEPTS =
  /\b(?:support(?:s|ed|ing)?|accept(?:s|ed|ing)?|allow(?:s|ed)?|minimum|at least|or (?:higher|later|newer|above)|compatible)\b/i;

function judgeProse(
  holder: Info | Server | SecurityScheme,
  { options: { minimum }, report }: Context<typeof messages, Settings>,
): void {
  const { description } = holder;
  if (description === undefined || !/\b(?:SSL|TLS)/i.test(description)) return;
  for (const sentence of sentencesOf(description)) {
    if (!ACCEPTS.test(sentence) || isNegated(sentence)) continue;
    for (const [version, minor] of sentence.matchAll(NAMED)) {
      const number = minor === undefined ? 0 : Number(`1.${minor}`);
      if (number >= Number(minimum)) continue;
      report(holder.at('description'), 'described', { version });
      return;
    }
  }
}
