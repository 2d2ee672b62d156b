import { nodeClass } from './node.ts';

/** What 2.0 calls the flows. */
const FLOWS_OF_V2: ReadonlyMap<string, string> = new Map([
  ['application', 'clientCredentials'],
  ['accessCode', 'authorizationCode'],
]);

/** A way to authenticate; `type: basic` of 2.0 reads as `type: http`, `scheme: basic`. */
export class SecurityScheme extends nodeClass('SecurityScheme') {
  /** The name by which requirements call it. */
  get id(): string {
    return String(this.key);
  }
}

export class OAuthFlow extends nodeClass('OAuthFlow') {
  /** `implicit`, `password`, `clientCredentials`, `authorizationCode` or `deviceAuthorization`, also in 2.0. */
  get flow(): string {
    if (this.api.version !== '2.0') return String(this.key);
    const flow = String(this.raw.flow);
    return FLOWS_OF_V2.get(flow) ?? flow;
  }

  /** The names of the scopes that it offers. */
  get scopeNames(): readonly string[] {
    return typeof this.scopes === 'object' && this.scopes !== null ? Object.keys(this.scopes) : [];
  }
}

/** One alternative of a `security` list: every scheme that it names is needed. */
export class SecurityRequirement extends nodeClass('SecurityRequirement') {
  /** Scheme names with the scopes asked for; empty when anonymous access is meant. */
  get schemes(): readonly (readonly [name: string, scopes: readonly string[]])[] {
    return Object.entries(this.raw).map(([name, scopes]) => [
      name,
      Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [],
    ]);
  }

  /** The schemes that are named by the URI of their definition (3.2), by that URI. */
  get referred(): ReadonlyMap<string, SecurityScheme> {
    // The builder puts nothing but security schemes here.
    return (this.slots?.referred ?? NONE) as ReadonlyMap<string, SecurityScheme>;
  }
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>();
