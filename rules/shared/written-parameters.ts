import type { Node, Operation, Parameter, PathItem, Pointer, Webhook } from 'specgate/rule';

/** A parameter as one finds it in a list, a reference followed. */
export interface Written {
  readonly name: string;
  readonly place: string;
  readonly at: Pointer;
}

export type Holder = Operation | PathItem | Webhook;

/** The parameters of a list, from the text: the model has turned those of 2.0 into bodies. */
export function written(holder: Holder): readonly Written[] {
  const list = holder.raw.parameters;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown, index) => {
    const found = parameterAt(holder, entry, index);
    if (found === undefined) return [];
    const { name, in: place } = found;
    if (typeof place !== 'string') return [];
    return [
      { name: typeof name === 'string' ? name : '', place, at: holder.at('parameters', index) },
    ];
  });
}

function parameterAt(
  holder: Holder,
  entry: unknown,
  index: number,
): { readonly name?: unknown; readonly in?: unknown } | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  if (!('$ref' in entry)) return entry;
  // Where every entry led somewhere, the list of the model is the written one: a shared parameter may have 10,000 users.
  const { parameters: list } = holder.raw;
  const isWhole = Array.isArray(list) && list.length === holder.parameters.length;
  if (isWhole) return holder.parameters[index];
  const target = holder.parameters.find((parameter) => isReferredFrom(parameter, holder, index));
  return target ?? (typeof entry.$ref === 'string' ? definition(holder, entry.$ref) : undefined);
}

function isReferredFrom(parameter: Parameter, holder: Node, index: number): boolean {
  return parameter.referrers.some(({ owner, key }) => owner === holder && key === index);
}

function definition({ api }: Node, text: string): Parameter | undefined {
  const [, name] = /^#\/parameters\/(.+)$/.exec(text) ?? [];
  return name === undefined ? undefined : api.parameters.get(name);
}
