import { REPOSITORY, VERSION } from './package.generated.ts';

/** A page of the documentation, by its path in `docs` without `.md`, as it was when this version was released. */
export function docsPage(name: string): string {
  return `${REPOSITORY}/blob/v${VERSION}/docs/${name}.md`;
}

/** Where editors find the JSON Schema of this version's configuration. */
export const CONFIG_SCHEMA = `${REPOSITORY}/raw/v${VERSION}/docs/schemas/config.schema.json`;
