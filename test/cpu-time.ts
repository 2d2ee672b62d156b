/**
 * The CPU milliseconds that a piece of work takes; what other programs do meanwhile does not count. For work that must not run
 * away, with a bound far above what it takes: how fast something is, `npm run bench` measures.
 */
export function cpuTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
