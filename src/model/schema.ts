import { nodeClass } from './node.ts';

/** A limit of a number. */
export interface Bound {
  readonly value: number;
  readonly exclusive: boolean;
}

const NOTHING: readonly never[] = [];

/** The list of each type, made once: rules ask for the types of every schema, over and over. */
const ALONE: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['null', NOTHING],
  ...['string', 'number', 'integer', 'boolean', 'array', 'object', 'file'].map(
    (type) => [type, Object.freeze([type])] as const,
  ),
]);

/** A schema, read alike in all versions. */
export class Schema extends nodeClass('Schema') {
  /** The schema beside whose `$ref` other keywords stand (3.1 and later): it holds as well as they do. */
  get ref(): Schema | undefined {
    const target = this.slots?.$ref;
    return target instanceof Schema ? target : undefined;
  }

  /** `true` and `{}` accept everything, `false` nothing; undefined for a schema written as an object. */
  get boolean(): boolean | undefined {
    const raw: unknown = this.raw;
    return typeof raw === 'boolean' ? raw : undefined;
  }

  /** The types that it allows, without `null`; empty where it names none. */
  get types(): readonly string[] {
    const type = this.type;
    if (typeof type === 'string') return ALONE.get(type) ?? [type];
    if (!Array.isArray(type) || this.api.hasOldSchemas) return NOTHING;
    return type.filter((item) => typeof item === 'string' && item !== 'null');
  }

  /** Whether `null` is allowed besides the types: `nullable` (3.0), `x-nullable` (2.0), a type list with `null` (3.1). */
  get isNullable(): boolean {
    const type = this.type;
    if (type === 'null') return true;
    if (Array.isArray(type) && !this.api.hasOldSchemas && type.includes('null')) return true;
    return (
      this.nullable === true || (this.api.version === '2.0' && this.raw['x-nullable'] === true)
    );
  }

  /** The lower limit of a number, from `minimum` and both spellings of `exclusiveMinimum`. */
  get lower(): Bound | undefined {
    return bound(this.minimum, this.exclusiveMinimum, this.api.hasOldSchemas, Math.max);
  }

  /** The upper limit of a number, from `maximum` and both spellings of `exclusiveMaximum`. */
  get upper(): Bound | undefined {
    return bound(this.maximum, this.exclusiveMaximum, this.api.hasOldSchemas, Math.min);
  }

  /** The names of the properties that must be there. */
  get requiredNames(): readonly string[] {
    const names = this.required;
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : NOTHING;
  }

  /** The listed values of `enum`, or the one of `const`; undefined where neither is given. */
  get values(): readonly unknown[] | undefined {
    if (Array.isArray(this.enum)) return this.enum;
    return this.const === undefined ? undefined : [this.const];
  }
}

function bound(
  inclusive: number | undefined,
  exclusive: unknown,
  old: boolean,
  tighter: (a: number, b: number) => number,
): Bound | undefined {
  if (old || typeof exclusive !== 'number' || !Number.isFinite(exclusive)) {
    return inclusive === undefined
      ? undefined
      : { value: inclusive, exclusive: old && exclusive === true };
  }
  if (inclusive === undefined) return { value: exclusive, exclusive: true };
  const value = tighter(inclusive, exclusive);
  return { value, exclusive: value === exclusive };
}
