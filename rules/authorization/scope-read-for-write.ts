import {
  defineRule,
  type EffectiveSecurity,
  fact,
  flag,
  inTextOrder,
  nameOf,
  type Operation,
  type Pointer,
  type RequiredScheme,
  type SecurityScheme,
  securityOf,
} from 'specgate/rule';
import { isCalled } from '../shared/protection.ts';
import { isReadLikePost } from '../shared/read-like-post.ts';
import { declaredScopes, isReadScope, isWriteScope } from '../shared/scopes.ts';

export default defineRule({
  id: 'scope-read-for-write',
  title: 'State-changing operation is satisfied by read-only scopes',
  category: 'authorization',
  severity: 'medium',
  confidence: 'medium',
  weighsLess: 'info for reads that demand a scope for writing',
  since: '0.1',
  references: ['CWE-863', 'CWE-269', 'OWASP-API5:2023'],
  tags: ['oauth2'],
  why: 'Tokens that were handed out for looking can change data.',
  fix: 'Ask for the scope that stands for writing; keep read scopes for reads.',
  limits: 'What a scope lets its holder do is told by its name only.',
  peers: { cherrybomb: ['CheckMethodPermissions', 'active:CheckMethodPermissionsActive'] },

  options: {
    flagWriteScopeOnRead: flag(
      'Reads that demand a scope for writing are reported as well.',
      false,
      true,
    ),
  },
  messages: {
    read: '"{operation}" changes data, and the read scope "{scope}" is enough for it.',
    write: '"{operation}" only reads, and demands the write scope "{scope}".',
  },

  visit: {
    Operation(operation, { options, report }) {
      if (!isCalled(operation)) return;
      const security = securityOf(operation);
      const isWrite = isMethod(operation, WRITING) && !isReadLikePost(operation);
      const isRead = operation.method === 'get' && options.flagWriteScopeOnRead;
      if (!isWrite && !isRead) return;
      for (const { at, scope, is } of tellingWays(security)) {
        if (isWrite ? is !== 'read' : is !== 'write') continue;
        const data = { operation: nameOf(operation), scope };
        // What the root asks for is inherited: the operation lacks a requirement of its own.
        const place = security.from === 'root' ? operation : at;
        report(is === 'write' ? { at: place, atMost: 'info' } : place, is, data);
        if (security.from === 'root') break;
      }
    },
  },
});

const WRITING: readonly string[] = ['post', 'put', 'patch', 'delete'];

interface TellingWay {
  readonly at: Pointer;
  /** The first scope by name. */
  readonly scope: string;
  readonly is: 'read' | 'write';
}

/** The ways in that ask for scopes of reading only, or of writing only, where the schemes have the others too. */
const tellingWays = fact(({ alternatives }: EffectiveSecurity): readonly TellingWay[] =>
  alternatives.flatMap(({ node, schemes }): readonly TellingWay[] => {
    const scoped = inTextOrder(
      schemes.filter(({ scopes }) => scopes.length > 0),
      ({ name }) => name,
    );
    const [first] = scoped;
    const scope = first?.scopes.toSorted()[0];
    if (first === undefined || scope === undefined) return [];
    const way = { at: node.at(first.name), scope };
    if (scoped.every(isReadOnly) && scoped.some(couldWrite)) return [{ ...way, is: 'read' }];
    if (scoped.every(isWriteOnly) && scoped.some(couldRead)) return [{ ...way, is: 'write' }];
    return [];
  }),
);

function isMethod(operation: Operation, methods: readonly string[]): boolean {
  return methods.includes(operation.method);
}

function isReadOnly({ scopes }: RequiredScheme): boolean {
  return scopes.every(isReadScope);
}

function isWriteOnly({ scopes }: RequiredScheme): boolean {
  return scopes.every(isWriteScope);
}

/** Whether the scheme tells reading and writing apart. */
function couldWrite({ scheme }: RequiredScheme): boolean {
  return scheme !== undefined && offersWriting(scheme);
}

function couldRead({ scheme }: RequiredScheme): boolean {
  return scheme !== undefined && offersReading(scheme);
}

const offersWriting = fact((scheme: SecurityScheme) =>
  [...declaredScopes(scheme)].some(isWriteScope),
);

const offersReading = fact((scheme: SecurityScheme) =>
  [...declaredScopes(scheme)].some(isReadScope),
);
