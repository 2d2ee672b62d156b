import {
  type Api,
  type Components,
  fact,
  type Node,
  Operation,
  type PathItem,
  type SecurityScheme,
  type Webhook,
} from 'specgate/rule';
import { CONTROLS, type Control, READERS, type Reader, type Sign } from './gateway-signs.ts';
import { keyOf, type Spot } from './spot.ts';

/** What can carry a gateway's extensions. */
export type Holder = Api | Components | PathItem | Webhook | Operation | SecurityScheme;

/**
 * What vendor extensions say about a control of a node. For an operation, also what its path item and the root say
 * about it; for other nodes, what stands on them.
 */
export function gatewayEvidence(node: Holder, control: Control): readonly Sign[] {
  const own = signsOn(node, control);
  if (!(node instanceof Operation)) return own;
  const shared = node.item === undefined ? [] : signsOn(node.item, control);
  const root = signsOn(node.api, control);
  if (shared.length === 0 && root.length === 0) return own;
  const { operationId } = node;
  return [...own, ...shared, ...root].filter(
    ({ only }) => only === undefined || only === operationId,
  );
}

/** What the extensions that stand on the node itself say about a control, whatever operation they speak of. */
export function signsOn(node: Holder, control: Control): readonly Sign[] {
  return signsBy(node)?.get(control) ?? NONE;
}

/** A sign in words: `x-auth-type: None`, cut where it is long. */
export function wordingOf({ spot }: Sign): string {
  const { value } = spot;
  const name = extensionOf(spot);
  const below = keyOf(spot) === name ? name : `${name} … ${keyOf(spot)}`;
  const isPlain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? `${below}: ${String(value).slice(0, 40)}` : below;
}

/** The extension that a value stands in. */
function extensionOf(spot: Spot): string {
  let name = '';
  for (let at = spot.at; at.parent !== undefined; at = at.parent) {
    if (typeof at.key === 'string' && at.key.startsWith('x-')) name = at.key;
  }
  return name;
}

const NONE: readonly never[] = [];

const signsBy = fact((node: Node): ReadonlyMap<Control, readonly Sign[]> | undefined => {
  let signs: Sign[] | undefined;
  for (const name in node.raw) {
    if (!name.startsWith('x-')) continue;
    for (const read of readersOf(name)) {
      const spot = { value: node.raw[name], at: node.at(name) };
      for (const sign of read(spot, name)) {
        signs ??= [];
        if (sign !== undefined) signs.push(sign);
      }
    }
  }
  if (signs === undefined) return undefined;
  const found = signs;
  return new Map(
    CONTROLS.map((control) => [control, found.filter((sign) => sign.control === control)]),
  );
});

/** The same few extensions stand on thousands of operations. */
const readersByName = new Map<string, readonly Reader[]>();
const MOST_NAMES = 1000;

function readersOf(name: string): readonly Reader[] {
  let readers = readersByName.get(name);
  if (readers === undefined) {
    readers = READERS.filter(([pattern]) => isNamed(name, pattern)).map(([, read]) => read);
    if (readersByName.size < MOST_NAMES) readersByName.set(name, readers);
  }
  return readers;
}

function isNamed(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
