import { type Operation, pathOf } from 'specgate/rule';
import { segmentsOf } from './segments.ts';

const PROBES: ReadonlySet<string> = new Set([
  'health',
  'healthz',
  'healthcheck',
  'health-check',
  'livez',
  'liveness',
  'readyz',
  'readiness',
  'ping',
  'heartbeat',
]);

/** Whether an operation is a probe of the machines that run the API. */
export function isHealthRoute(operation: Operation): boolean {
  const last = segmentsOf(pathOf(operation)).at(-1);
  return operation.method === 'get' && last !== undefined && PROBES.has(last.toLowerCase());
}
