import { type Api, defineRule, flag, type Pointer } from 'specgate/rule';
import { walked } from '../shared/document-walk.ts';
import { placesOf } from '../shared/exact-place.ts';
import { piiNumbersIn } from '../shared/pii-numbers.ts';
import { isListed } from '../shared/words.ts';

export default defineRule({
  id: 'example-real-pii',
  title: 'Example looks like real personal data',
  category: 'secrets',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-359', 'CWE-540', 'OWASP-API3:2023', 'OWASP-API9:2023'],
  tags: ['field-encryption', 'governance'],
  why: 'Whoever copies data of production into documentation publishes it: the number may belong to somebody.',
  fix: 'Use a published test value, as 4111 1111 1111 1111 or DE89 3704 0044 0532 0130 00.',
  limits:
    'Found are numbers of cards and IBANs with a right check digit, and social security numbers of the USA that can have been given out.',

  options: {
    anywhere: flag(
      'Asked of every example, not only where the name of the field speaks of such numbers.',
      false,
      true,
    ),
  },
  messages: {
    card: 'The example of "{name}" holds a card number that may be real.',
    iban: 'The example of "{name}" holds an IBAN that may be real.',
    ssn: 'The example of "{name}" holds a social security number that may be real.',
  },

  visit: {
    Api(api, { options, lexicons, report }) {
      const hits = walked(api).numbers.flatMap(({ at, text }) => {
        const name = fieldOf(at, api);
        return piiNumbersIn(text)
          .filter(({ list }) => options.anywhere || isListed(name, list, lexicons))
          .map(({ kind, text: secret }) => ({ at, secret, kind, name }));
      });
      for (const [{ kind, name }, place] of placesOf(api, hits)) {
        // A digest of so few digits would give them away.
        report({ ...place, detail: kind }, kind, { name });
      }
    },
  },
});

const HOLDERS = new Set<string | number>([
  'example',
  'examples',
  'default',
  'value',
  'dataValue',
  'schema',
  'items',
  'x-example',
  'x-examples',
]);

/** The name of the field that an example belongs to: the nearest key that is a name, or that of the parameter. */
function fieldOf(at: Pointer, api: Api): string {
  let step: Pointer | undefined = at;
  while (step !== undefined && (typeof step.key === 'number' || HOLDERS.has(step.key))) {
    if (step.parent?.key === 'parameters') return parameterName(step, api);
    step = step.parent;
  }
  return String(step?.key ?? '');
}

function parameterName(at: Pointer, api: Api): string {
  const value = valueAt(at, api);
  const name =
    typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
  return typeof name === 'string' ? name : String(at.key);
}

function valueAt(at: Pointer, api: Api): unknown {
  if (at.parent === undefined)
    return api.documents.find(({ source }) => source === at.source)?.value;
  const holder = valueAt(at.parent, api);
  if (Array.isArray(holder)) return holder[Number(at.key)];
  if (typeof holder !== 'object' || holder === null) return undefined;
  return Object.entries(holder).find(([key]) => key === at.key)?.[1];
}
