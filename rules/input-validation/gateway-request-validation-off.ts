import {
  type Api,
  defineRule,
  inboundOperations,
  type Operation,
  type Pointer,
} from 'specgate/rule';
import { gatewayEvidence } from '../shared/gateway.ts';
import { gatewayOf } from '../shared/gateway-in-use.ts';
import { childrenOf, down, type Spot } from '../shared/spot.ts';
import { versionPlace } from '../shared/version-place.ts';

export default defineRule({
  id: 'gateway-request-validation-off',
  title: 'Gateway does not enforce the schemas of the document',
  category: 'input-validation',
  severity: 'medium',
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-1173', 'CWE-20', 'OWASP-API8:2023'],
  tags: ['schema-validation', 'input-validation', 'gateway'],
  why: 'Limits in a description protect only where something checks requests against them; here the gateway is not told to.',
  fix: 'Switch on validation of bodies and parameters, as by `x-amazon-apigateway-request-validator` or the plugin `request-validator`.',
  limits: 'Google API Gateway and WSO2 cannot be told so in a description, and are not asked.',

  messages: {
    missing: '{gateway} is configured here, and not told to validate any of {count} requests.',
    off: 'This validator of the gateway leaves out {what}.',
  },

  visit: {
    Api(api, { report }) {
      const gateway = gatewayOf(api);
      if (gateway === undefined || !VALIDATING.has(gateway.name)) return;
      const operations = inboundOperations(api).filter(hasInput);
      if (operations.length === 0) return;
      const isOn = operations.some(
        (operation) => gatewayEvidence(operation, 'request-validation').length > 0,
      );
      if (!isOn) {
        report(firstExtension(api), 'missing', { gateway: gateway.name, count: operations.length });
        return;
      }
      for (const { at, what } of weakValidators(api)) report(at, 'off', { what });
    },
  },
});

const VALIDATING = new Set(['Kong', 'Amazon API Gateway', 'APISIX', 'Tyk']);

/** Whether a request has anything that validation could refuse. */
function hasInput(operation: Operation): boolean {
  return operation.requestBody !== undefined || operation.allParameters.length > 0;
}

function firstExtension(api: Api): Pointer {
  for (const key in api.raw)
    if (/^x-(?:kong|amazon-apigateway|apisix|adc|tyk)-/.test(key)) return api.at(key);
  return versionPlace(api);
}

interface Weak {
  readonly at: Pointer;
  readonly what: string;
}

/** Amazon's validators are named at the root, each with what it looks at. */
function weakValidators(api: Api): readonly Weak[] {
  const name = 'x-amazon-apigateway-request-validators';
  if (!api.has(name)) return [];
  return childrenOf({ value: api.raw[name], at: api.at(name) }).flatMap((validator) => {
    const body = down(validator, 'validateRequestBody');
    const parameters = down(validator, 'validateRequestParameters');
    const isUsed = isNamed(api, String(validator.at.key));
    return isUsed ? [...off(body, 'bodies'), ...off(parameters, 'parameters')] : [];
  });
}

function off(spot: Spot | undefined, what: string): readonly Weak[] {
  return spot?.value === false ? [{ at: spot.at, what }] : [];
}

/** Whether the root or some operation asks for the validator. */
function isNamed(api: Api, validator: string): boolean {
  const name = 'x-amazon-apigateway-request-validator';
  if (api.extension(name) === validator) return true;
  return inboundOperations(api).some(
    (operation) =>
      operation.extension(name) === validator || operation.item?.extension(name) === validator,
  );
}
