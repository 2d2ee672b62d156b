import type { Pointer } from '../../source/pointer.ts';
import type { Api } from '../kinds.ts';
import { placeNames } from '../place-names.ts';
import { fact } from './fact.ts';

const namesIn = fact((api: Api) => {
  const roots = new Map(api.documents.map(({ source, value }) => [source, value]));
  return placeNames((source) => roots.get(source));
});

/**
 * A place as a text, by names instead of indexes: the same however the document is sorted, and so the way to choose one
 * of several places.
 */
export function placeNameOf(place: Pointer, api: Api): string {
  return `${place.source.uri}#${namesIn(api)(place)}`;
}
