import type { Bundle } from '../resolve/bundle.ts';
import type { Building, Nodes } from './building.ts';
import { Api, CLASSES } from './kinds.ts';
import { link } from './link.ts';
import type { Model } from './model.ts';
import type { Node } from './node.ts';
import { completeV2 } from './v2.ts';
import type { Version } from './version.ts';
import { fill } from './walk.ts';

/** Makes the nodes of a description, whatever its version. Never throws for what the document holds. */
export function build(bundle: Bundle, version: Version): Model {
  const api = new Api(bundle.root, version, bundle.documents);
  const building: Building = {
    api,
    bundle,
    nodes: emptyNodes(),
    malformed: [],
    pending: [],
    deferred: [],
    resolutions: new Map(),
    isLinking: false,
    made: new Map(),
    uncounted: new Set(),
    containers: new Map(),
  };
  building.nodes.Api.push(api);
  fill(building, api);
  link(building);
  if (version === '2.0') completeV2(building);
  return { version, api, nodes: building.nodes, malformed: building.malformed };
}

function emptyNodes(): Nodes {
  const nodes: { [kind: string]: Node[] } = { Api: [], Extension: [], Reference: [] };
  for (const kind of Object.keys(CLASSES)) nodes[kind] = [];
  // The keys are those of CLASSES and the three kinds outside of it: together, all of Kind.
  return nodes as unknown as Nodes;
}
