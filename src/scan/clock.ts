import type { ScanOptions } from './options.ts';

/** The day by which waivers are judged, as `2026-11-25`. */
export function todayFor({ today }: ScanOptions): string {
  return today ?? new Date().toISOString().slice(0, 10);
}

/** Milliseconds since any moment, for measuring. */
export function now(): number {
  return performance.now();
}
