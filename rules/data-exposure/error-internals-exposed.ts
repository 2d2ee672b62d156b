import { defineRule, fact, flag, type Response, type Schema, typesOf } from 'specgate/rule';
import { exampleTextsOf } from '../shared/example-texts.ts';
import { errorInternalField, errorInternalStrictExtra } from '../shared/lexicons.ts';
import { type Field, fieldsIn } from '../shared/named-fields.ts';
import { related } from '../shared/related.ts';
import { failingOperationOf, isFailure, leavingOf } from '../shared/returned.ts';
import { definitionNameOf } from '../shared/schema-name.ts';

export default defineRule({
  id: 'error-internals-exposed',
  title: 'Error response reveals implementation details',
  category: 'data-exposure',
  severity: 'medium',
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-209', 'CWE-1295', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: 'Stack traces, SQL and class names tell an attacker which software, files and tables stand behind the API, and where to push.',
  fix: 'Return a problem document (RFC 9457) with a correlation id, and keep the details in your logs under that id.',

  options: {
    ambiguous: flag(
      'Fields whose names are ambiguous, as "query" and "trace", are reported too.',
      false,
      true,
    ),
  },
  messages: {
    field: 'Errors return "{name}", which shows the inside of the server.',
    trace: 'This text of an error shows the inside of the server: "{start}".',
  },

  having: { Schema: ['properties'] },
  visit: {
    Schema(schema, { options, lexicons, report }) {
      const sure = fieldsIn(schema, errorInternalField, lexicons);
      const fields = options.ambiguous
        ? [...sure, ...fieldsIn(schema, errorInternalStrictExtra, lexicons)]
        : sure;
      if (fields.length === 0 || isMapOfFields(schema)) return;
      const operation = errorOperationOf(schema);
      if (operation === undefined) return;
      const internal = fields.filter(isInternal);
      for (const field of internal) {
        // A line number shows something only together with what it is a line of.
        if (internal.length === 1 && /^line_?number$/i.test(field.name)) continue;
        const place = { at: field.at, related: related([operation], 'returns it.') };
        report(place, 'field', { name: field.name });
      }
    },
    Operation(operation, { report }) {
      for (const [status, response] of operation.responses) {
        if (!isFailure(status, operation)) continue;
        for (const { at, start } of tracesIn(response)) report(at, 'trace', { start });
      }
    },
  },
});

/** Shared responses are read once. */
const tracesIn = fact((response: Response) => {
  const { description } = response;
  const own =
    description === undefined ? [] : [{ at: response.at('description'), text: description }];
  return [...exampleTextsOf(response), ...own].flatMap(({ at, text }) => {
    const start = TRACE.exec(text)?.[0].slice(0, 40);
    return start === undefined ? [] : { at, start };
  });
});

/** How Java, Python, .NET, Go and databases begin what only a log should hold. */
const TRACE =
  /\(\w{1,100}\.(?:java|kt|scala):\d+\)|Traceback \(most recent call last\)|\.cs:line \d+|\bSystem\.\w{1,60}Exception\b|\bgoroutine \d+ \[running\]|\bPG::\w{1,60}Error\b|\bORA-\d{5}\b|\bSQLSTATE\[\w+\]|\w\.[jt]s:\d+:\d+/;

const ERROR = /error|problem|exception|fault/i;

/** The operation that returns the schema as an error: in an answer of failure, or by its name. */
function errorOperationOf(schema: Schema) {
  const failing = failingOperationOf(schema);
  if (failing !== undefined || !ERROR.test(definitionNameOf(schema))) return failing;
  return leavingOf(schema)?.operation;
}

/** In a map from the fields of a request to what is wrong with them, the names are those of the request. */
function isMapOfFields(schema: Schema): boolean {
  return (
    schema.parent?.key === 'properties' &&
    /^(?:errors|fields|parameters|params)$/i.test(String(schema.key))
  );
}

/** A switch or an id tells nothing. */
function isInternal({ schema }: Field): boolean {
  return !typesOf([schema]).includes('boolean') && schema.format !== 'uuid';
}
