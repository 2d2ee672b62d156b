import {
  defineRule,
  fact,
  flag,
  nameOf,
  type Operation,
  type PathItem,
  securityOf,
  type Webhook,
} from 'specgate/rule';
import { asksAnywhere, isCalled, isOpen } from '../shared/protection.ts';
import { isPublic } from '../shared/public-operation.ts';
import { weakestOf } from '../shared/strength.ts';

export default defineRule({
  id: 'sibling-auth-inconsistent',
  title: 'One method of a path is protected, another is open',
  category: 'authorization',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-306', 'CWE-862', 'OWASP-API2:2023', 'OWASP-API5:2023'],
  tags: ['governance'],
  why: 'Hardly anyone means to protect the reading of a thing and leave its changing open: as a rule, somebody forgot the more dangerous method.',
  fix: 'Give every method of the path at least the protection of the read; mark what is open on purpose, as a registration, with `x-public`.',
  peers: {
    kics: [
      'general/security_operations_empty_array',
      'general/security_operations_empty_object_definition',
    ],
    checkov: ['CKV_OPENAPI_5'],
  },

  silences: { place: ['auth-missing', 'auth-optional', 'auth-disabled'] },
  options: {
    compareScopes: flag(
      'Methods that accept weaker credentials than the read are reported as well.',
      false,
    ),
  },
  messages: {
    open: '"{operation}" needs no credential, though "{sibling}" does.',
    weaker: '"{operation}" accepts weaker credentials than "{sibling}".',
  },

  visit: {
    Operation(operation, { options, lexicons, report }) {
      const { item } = operation;
      if (
        item === undefined ||
        !asksAnywhere(operation.api) ||
        !operation.isWriting ||
        !isCalled(operation)
      )
        return;
      if (isPublic(operation, lexicons)) return;
      if (isOpen(operation)) {
        const [sibling] = protectedIn(item);
        if (sibling === undefined) return;
        report(placeOf(operation, sibling), 'open', {
          operation: nameOf(operation),
          sibling: nameOf(sibling),
        });
        return;
      }
      if (!options.compareScopes) return;
      const own = weakestOf(securityOf(operation));
      if (own === undefined) return;
      const better = readersIn(item).find((sibling) => (weakestOf(securityOf(sibling)) ?? 0) > own);
      if (better === undefined) return;
      report(placeOf(operation, better), 'weaker', {
        operation: nameOf(operation),
        sibling: nameOf(better),
      });
    },
  },
});

/** What all operations of a path are compared with, found out once for all of them. */
const protectedIn = fact((item: PathItem | Webhook): readonly Operation[] =>
  item.operations.filter((sibling) => counts(sibling) && !isOpen(sibling)),
);

/** Of the protected operations that only read, each that is protected better than all before it. */
const readersIn = fact((item: PathItem | Webhook): readonly Operation[] => {
  let best = 0;
  return protectedIn(item).filter((sibling) => {
    const strength = sibling.isWriting ? 0 : (weakestOf(securityOf(sibling)) ?? 0);
    const isBetter = strength > best;
    if (isBetter) best = strength;
    return isBetter;
  });
});

/** OPTIONS and HEAD are often answered before anyone asks who calls. */
function counts(operation: Operation): boolean {
  return operation.method !== 'options' && operation.method !== 'head';
}

function placeOf(operation: Operation, sibling: Operation) {
  return { at: operation, related: [{ at: sibling, message: `${nameOf(sibling)} is protected.` }] };
}
