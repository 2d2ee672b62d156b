import {
  type Api,
  type Context,
  defineRule,
  inboundOperations,
  nameOf,
  Operation,
  PathItem,
  securityOf,
  texts,
} from 'specgate/rule';
import { signsOn, wordingOf } from '../shared/gateway.ts';
import type { Sign } from '../shared/gateway-signs.ts';
import { isCalled } from '../shared/protection.ts';
import { isPublic } from '../shared/public-operation.ts';

const options = {
  extensions: texts('Further extensions that switch authentication off when they are `true`.'),
};

const messages = {
  off: 'By "{extension}", the gateway lets calls through without authentication.',
  contradiction: '"{extension}" lifts the authentication that "{operation}" asks for.',
} as const;

export default defineRule({
  id: 'gateway-auth-disabled',
  title: 'Gateway extension switches authentication off',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-306', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['governance', 'gateway'],
  why: 'The gateway follows its own extension, so that what `security` promises is not enforced where it counts.',
  fix: 'Remove the extension, or keep it to operations that are meant for everybody.',
  peers: { '42crunch': ['*warning-x-42c-no-authentication-used'] },

  options,
  messages,

  visit: { Api: judge, PathItem: judge, Operation: judge },
});

type Settings = { readonly extensions: readonly string[] };

function judge(
  holder: Api | PathItem | Operation,
  context: Context<typeof messages, Settings>,
): void {
  for (const sign of signsIn(holder, context.options.extensions)) {
    const affected = affectedBy(sign, holder).filter(
      (operation) => !isPublic(operation, context.lexicons),
    );
    // What holds for no described operation lets through the paths that are not described.
    if (affected.length === 0 && sign.only !== '') continue;
    const contradicted = affected.find((operation) => !securityOf(operation).isAnonymous);
    const extension = wordingOf(sign);
    if (contradicted === undefined) context.report(sign.spot.at, 'off', { extension });
    else
      context.report(sign.spot.at, 'contradiction', { extension, operation: nameOf(contradicted) });
  }
}

function signsIn(holder: Api | PathItem | Operation, more: readonly string[]): readonly Sign[] {
  const own = more
    .filter((name) => holder.extension(name) === true)
    .map((name): Sign => ({ control: 'auth-off', spot: { value: true, at: holder.at(name) } }));
  return [...signsOn(holder, 'auth-off'), ...own];
}

/** The operations that clients call and that a sign on this node is about. */
function affectedBy(sign: Sign, holder: Api | PathItem | Operation): readonly Operation[] {
  return operationsOf(holder).filter(
    (operation) =>
      isCalled(operation) && (sign.only === undefined || sign.only === operation.operationId),
  );
}

function operationsOf(holder: Api | PathItem | Operation): readonly Operation[] {
  if (holder instanceof Operation) return [holder];
  return holder instanceof PathItem ? holder.operations : inboundOperations(holder);
}
