export * from '../model/facts/direction.ts';
export * from '../model/facts/fact.ts';
export * from '../model/facts/operations.ts';
export * from '../model/facts/places.ts';
export * from '../model/facts/schemas.ts';
export * from '../model/facts/security.ts';
export * from '../model/facts/servers.ts';
export { type FieldType, fieldTypesOf } from '../model/field-types.ts';
export { isKind } from '../model/is-kind.ts';
export { nameOfKind, withArticle } from '../model/kind-name.ts';
export type { Kind, Kinds } from '../model/kinds.ts';
export * from '../model/kinds.ts';
export type { Node } from '../model/node.ts';
export type { Bound } from '../model/schema.ts';
export { inTextOrder } from '../model/text-order.ts';
export type { Version } from '../model/version.ts';
export type { Pointer } from '../source/pointer.ts';
export { CATEGORIES, type Category, TAGS, type Tag } from './categories.ts';
export { choice, flag, integer, number, type Option, texts } from './options.ts';
export { definePlugin, type Plugin, type PluginPreset, type PresetSetting } from './plugin.ts';
export { type CweId, OWASP_API_2023, type OwaspId } from './references.ts';
export {
  type Context,
  type Data,
  type DetailedPlace,
  defineRule,
  type Having,
  type RelatedPlace,
  type Rule,
  type RuleDefinition,
} from './rule.ts';
export { CONFIDENCES, type Confidence, SEVERITIES, type Severity } from './severity.ts';
export { suggest } from './suggest.ts';
