import { fact, isInbound, type Operation, type Parameter, type Schema } from 'specgate/rule';
import { usersOfParameter } from './parameter-users.ts';

/** The operations called by clients in whose requests a parameter travels. */
export const askersOf: (parameter: Parameter) => readonly Operation[] = fact(
  (parameter: Parameter) => usersOfParameter(parameter).filter(isInbound),
);

/** Whether clients send the parameter; a definition that nothing uses yet may be sent. */
export function isAsked(parameter: Parameter): boolean {
  return askersOf(parameter).length > 0 || usersOfParameter(parameter).length === 0;
}

/** The schema of a parameter's value: its own, or that of its only media type. */
export function schemaOf(parameter: Parameter): Schema | undefined {
  if (parameter.schema !== undefined) return parameter.schema;
  for (const mediaType of parameter.content.values()) return mediaType.schema;
  return undefined;
}
