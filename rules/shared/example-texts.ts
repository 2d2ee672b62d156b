import type { MediaType, Pointer, Response, Schema } from 'specgate/rule';

/** A text in an example, and where it stands. */
export interface ExampleText {
  readonly at: Pointer;
  readonly text: string;
}

/** More texts than this are not looked at: examples are data, and may be large. */
const MOST = 1000;

/** The texts in the examples of a response: of its media types, their schemas and, in 2.0, its own. */
export function exampleTextsOf(response: Response): readonly ExampleText[] {
  const found: ExampleText[] = [];
  collect(response.examples, response.at('examples'), found);
  for (const mediaType of response.content.values()) collectOf(mediaType, found);
  return found;
}

function collectOf(mediaType: MediaType, found: ExampleText[]): void {
  collect(mediaType.example, mediaType.at('example'), found);
  for (const example of mediaType.examples.values()) {
    collect(example.value, example.at('value'), found);
    collect(example.dataValue, example.at('dataValue'), found);
    collect(example.serializedValue, example.at('serializedValue'), found);
  }
  if (mediaType.schema !== undefined) collectOfSchema(mediaType.schema, found);
}

function collectOfSchema(schema: Schema, found: ExampleText[]): void {
  collect(schema.example, schema.at('example'), found);
  collect(schema.examples, schema.at('examples'), found);
  for (const property of schema.properties.values()) {
    collect(property.example, property.at('example'), found);
    collect(property.examples, property.at('examples'), found);
  }
}

function collect(value: unknown, at: Pointer, found: ExampleText[]): void {
  if (found.length >= MOST) return;
  if (typeof value === 'string') found.push({ at, text: value });
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  for (const [key, child] of Object.entries(value)) {
    collect(child, { source: at.source, parent: at, key: isList ? Number(key) : key }, found);
  }
}
