import {
  defineRule,
  flag,
  inTextOrder,
  nameOf,
  type Operation,
  type RequiredScheme,
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
      for (const { node, schemes } of security.alternatives) {
        const scoped = inTextOrder(
          schemes.filter(({ scopes }) => scopes.length > 0),
          ({ name }) => name,
        );
        const [first] = scoped;
        const scope = first?.scopes.toSorted()[0];
        if (first === undefined || scope === undefined) continue;
        // What the root asks for is inherited: the operation lacks a requirement of its own.
        const at = security.from === 'root' ? operation : node.at(first.name);
        const data = { operation: nameOf(operation), scope };
        if (isWrite && scoped.every(isReadOnly) && scoped.some(couldWrite))
          report(at, 'read', data);
        if (isRead && scoped.every(isWriteOnly) && scoped.some(couldRead))
          report({ at, atMost: 'info' }, 'write', data);
      }
    },
  },
});

const WRITING: readonly string[] = ['post', 'put', 'patch', 'delete'];

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
  return scheme !== undefined && [...declaredScopes(scheme)].some(isWriteScope);
}

function couldRead({ scheme }: RequiredScheme): boolean {
  return scheme !== undefined && [...declaredScopes(scheme)].some(isReadScope);
}
