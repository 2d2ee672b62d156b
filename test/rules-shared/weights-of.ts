import { scan } from '../../src/index.ts';

/** `rule severity` of what is found under `strict` by these rules, in order. */
export async function weights(
  content: string,
  rules: readonly string[],
): Promise<readonly string[]> {
  const { results } = await scan(
    { path: 'shop.yaml', content },
    { config: { version: 1, extends: ['strict'] }, refs: 'none', only: rules },
  );
  return results.map(({ finding, severity }) => `${finding.rule.id} ${severity}`).toSorted();
}
