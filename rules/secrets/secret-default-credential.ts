import { defineRule, flag, isSent, number, type Parameter } from 'specgate/rule';
import { isAsked, schemaOf } from '../shared/asked-parameters.ts';
import { isCredentialHeader } from '../shared/credential-headers.ts';
import { credentialInUrl, credentialIssueOnce, credentialNeverReturn } from '../shared/lexicons.ts';
import { fieldsIn, isNamed } from '../shared/named-fields.ts';
import { isMarked } from '../shared/property-marks.ts';
import type { Lexicons } from '../shared/words.ts';
import { credentialValuesOf, type WrittenValue } from '../shared/written-values.ts';

const LISTS = [credentialNeverReturn, credentialIssueOnce, credentialInUrl];

export default defineRule({
  id: 'secret-default-credential',
  title: 'Credential field has a default or fixed value',
  category: 'secrets',
  severity: 'high',
  confidence: 'medium',
  weighsLess: 'medium for examples',
  since: '0.1',
  references: ['CWE-798', 'CWE-1392', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: 'Whoever attacks the API tries the values of its description first, and clients that send nothing else make them valid.',
  fix: 'Delete the value, so that every caller has to bring a credential of its own.',

  options: {
    examples: flag('Examples that look random are reported as well.', false, true),
    minEntropy: number('Bits a character from which on an example looks random.', 3.5, {
      minimum: 0,
    }),
  },
  messages: {
    default: 'The credential "{name}" has a default value of {length} characters.',
    fixed: 'The credential "{name}" can have one value only, of {length} characters.',
    example: 'The example of "{name}" looks like a real credential of {length} characters.',
  },

  having: { Schema: ['properties'] },
  visit: {
    Parameter(parameter, { options, lexicons, report }) {
      const { name } = parameter;
      if (name === undefined || !isCredential(parameter, name, lexicons) || !isAsked(parameter))
        return;
      for (const value of credentialValuesOf(schemaOf(parameter), parameter, options)) {
        report(placeOf(value), value.message, {
          name,
          length: value.text.length,
        });
      }
    },
    Schema(schema, { options, lexicons, report }) {
      for (const list of LISTS) {
        for (const { name, schema: property } of fieldsIn(schema, list, lexicons)) {
          if (!isSent(schema)) return;
          if (isMarked(schema, name, 'readOnly', isSent)) continue;
          for (const value of credentialValuesOf(property, undefined, options)) {
            report(placeOf(value), value.message, { name, length: value.text.length });
          }
        }
      }
    },
  },
});

function isCredential(parameter: Parameter, name: string, lexicons: Lexicons): boolean {
  if (parameter.in === 'header' && isCredentialHeader(name)) return true;
  return LISTS.some((list) => isNamed(name, list, lexicons));
}

/** An example is only shown; what is filled in, or the one value that is allowed, is used. */
function placeOf({ at, text, message }: WrittenValue) {
  return { at, secret: text, ...(message === 'example' && ({ atMost: 'medium' } as const)) };
}
