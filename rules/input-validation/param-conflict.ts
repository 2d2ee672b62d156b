import { defineRule, flag, inTextOrder, type Operation, propertiesOf } from 'specgate/rule';
import { repeated } from '../shared/repeated-parameters.ts';
import { type Written, written } from '../shared/written-parameters.ts';

export default defineRule({
  id: 'param-conflict',
  title: 'Parameters collide',
  category: 'input-validation',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  weighsLess: 'info where one name is used in several parts of a request',
  since: '0.1',
  references: ['CWE-235', 'CWE-694', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'The filter in front may look at one of the two and the code behind at the other: whoever sends both passes the check with the harmless one.',
  fix: 'Keep one definition for each name.',
  limits:
    'An operation that defines a parameter of its path anew overrides it, which is no collision.',
  peers: {
    kics: [
      'general/parameters_name_in_not_unique',
      'general/parameter_objects_headers_dup_name',
      '2.0/multi_body_parameters_same_operation',
      '2.0/operation_object_parameters_with_body_and_formatdata',
    ],
    vacuum: ['operation-parameters'],
    cherrybomb: ['active:CheckParameterPollution'],
    '42crunch': [
      '*semantic-parameter-namein-multiple*',
      'semantic-operation-multiple-body',
      'semantic-operation-body-formdata',
    ],
    redocly: ['operation-parameters-unique', 'spec-querystring-parameters'],
    ibm: ['ibm-unique-parameter-request-property-names'],
    zally: ['M009'],
  },

  options: {
    reportCrossLocation: flag(
      'One name in several parts of a request is reported too, as in the path and in the body.',
      false,
      true,
    ),
  },
  messages: {
    twice: 'The {place} parameter "{name}" is defined twice.',
    bodies: 'There are two request bodies: a second `in: body`, or `in: formData` beside it.',
    queries: 'The whole query is one parameter already: "{name}" is a second reading of it.',
    places: 'The name "{name}" is used in the {first} and in the {second}.',
  },

  visit: {
    PathItem(item, { report }) {
      for (const [first, second] of repeated(item)) {
        report(second.at, 'twice', { name: first.name, place: first.place });
      }
    },
    Operation(operation, { options, report }) {
      for (const [first, second] of repeated(operation)) {
        report(second.at, 'twice', { name: first.name, place: first.place });
      }
      const all = [operation, ...operation.items].flatMap(written);
      const body = secondBody(all);
      if (body !== undefined) report(body.at, 'bodies');
      const query = operation.api.version === '3.2' ? secondQuery(all) : undefined;
      if (query !== undefined) report(query.at, 'queries', { name: query.name });
      if (!options.reportCrossLocation) return;
      for (const [first, second] of acrossPlaces(operation, all)) {
        report({ at: second.at, atMost: 'info' }, 'places', {
          name: second.name,
          first: first.place,
          second: second.place,
        });
      }
    },
  },
});

function secondBody(all: readonly Written[]): Written | undefined {
  const bodies = inPlace(all, 'body');
  if (bodies.length > 1) return bodies[1];
  return bodies.length === 0 ? undefined : inPlace(all, 'formData')[0];
}

function secondQuery(all: readonly Written[]): Written | undefined {
  const whole = inPlace(all, 'querystring');
  if (whole.length > 1) return whole[1];
  return whole.length === 0 ? undefined : inPlace(all, 'query')[0];
}

function inPlace(all: readonly Written[], wanted: string): readonly Written[] {
  return inTextOrder(
    all.filter(({ place }) => place === wanted),
    ({ name }) => name,
  );
}

/** The same name in two parts of the request, a property of the body being one of them. */
function acrossPlaces(
  operation: Operation,
  all: readonly Written[],
): readonly (readonly [Written, Written])[] {
  const pairs: (readonly [Written, Written])[] = [];
  const first = new Map<string, Written>();
  const named = all.filter(({ place }) => place !== 'body' && place !== 'querystring');
  const sorted = inTextOrder(named, ({ place }) => place);
  for (const parameter of [...sorted, ...bodyProperties(operation)]) {
    const earlier = first.get(parameter.name);
    if (earlier === undefined) first.set(parameter.name, parameter);
    else if (earlier.place !== parameter.place) pairs.push([earlier, parameter]);
  }
  return pairs;
}

function bodyProperties({ requestBody }: Operation): readonly Written[] {
  const found: Written[] = [];
  for (const { schema } of requestBody?.content.values() ?? []) {
    if (schema === undefined || requestBody?.api.version === '2.0') continue;
    for (const [name, at] of propertiesOf(schema)) found.push({ name, place: 'body', at });
  }
  return found;
}
