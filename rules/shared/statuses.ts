import { fact, type Operation, type Response } from 'specgate/rule';

/** The statuses under which an operation has responses, ranges as `4XX`; those whose reference leads nowhere included. */
export const statusesOf: (operation: Operation) => ReadonlySet<string> = fact(
  (operation: Operation) => {
    const { responses } = operation.raw;
    const isMap = typeof responses === 'object' && responses !== null && !Array.isArray(responses);
    const written = isMap ? Object.keys(responses) : [];
    const statuses = new Set([...written, ...operation.responses.keys()].map(spelled));
    for (const status of statuses) if (!STATUS.test(status)) statuses.delete(status);
    return statuses;
  },
);

const STATUS = /^(?:[1-5](?:\d\d|XX)|default)$/;

function spelled(status: string): string {
  return /^[1-5]xx$/i.test(status) ? status.toUpperCase() : status;
}

/** What stands for a status besides itself. */
export interface Substitutes {
  /** The range, as `4XX`. */
  readonly range: boolean;
  /** The response `default`. */
  readonly otherwise: boolean;
}

/** Whether an operation documents a status, by itself or by what stands for it. */
export function documents(
  operation: Operation,
  status: string,
  { range, otherwise }: Substitutes,
): boolean {
  const statuses = statusesOf(operation);
  return (
    statuses.has(status) ||
    (range && statuses.has(`${status.charAt(0)}XX`)) ||
    (otherwise && statuses.has('default'))
  );
}

/** Whether some status of a class is documented, or its range; `4` for errors of the client. */
export function documentsClass(operation: Operation, digit: string): boolean {
  for (const status of statusesOf(operation)) if (status.startsWith(digit)) return true;
  return false;
}

/** Whether a status stands for failures, `default` included. */
export function isError(status: string): boolean {
  return /^(?:[45](?:\d\d|xx)|default)$/i.test(status);
}

/** Whether a status never has a body (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
export function isBodiless(status: string): boolean {
  return status === '204' || status === '205' || status === '304' || status.startsWith('1');
}

/** Whether a response holds any description of a body. */
export function hasBody(response: Response): boolean {
  return response.content.size > 0 || response.has('schema');
}
