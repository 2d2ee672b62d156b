import { defineRule, flag, inboundOperations, rootSecurity } from 'specgate/rule';
import { counted } from '../shared/counted.ts';
import { signsOn } from '../shared/gateway.ts';
import { hasAuthentication, isMisshapen, isOpen } from '../shared/protection.ts';
import { isPublic } from '../shared/public-operation.ts';
import { versionPlace } from '../shared/version-place.ts';

export default defineRule({
  id: 'auth-default-missing',
  title: 'No API-wide default security requirement',
  category: 'authentication',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  weighsLess: 'info where each operation has a requirement of its own',
  since: '0.1',
  references: ['CWE-1188', 'CWE-276', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: 'Without a default, the next operation that somebody adds is open to anyone until a reviewer notices.',
  fix: 'Put the requirement that most operations share into the root `security`, and override it only where it differs.',
  peers: {
    kics: ['general/global_security_field_undefined', 'general/security_empty_array'],
    checkov: ['CKV_OPENAPI_4'],
    '42crunch': ['*global-security', '*global-securityrequirement-emptyarray'],
  },

  options: {
    onlyIfSomeOperationLacksSecurity: flag(
      'Descriptions in which every operation has a requirement of its own are fine.',
      true,
      false,
    ),
  },
  messages: {
    missing:
      'There is no API-wide requirement, and no credential is needed for {open} of {operations}.',
    uncovered: 'There is no API-wide requirement: each operation has to repeat its own.',
    empty: 'The API-wide requirement is empty: an operation without its own is open to anyone.',
  },

  visit: {
    Api(api, { options, lexicons, report }) {
      if (!rootSecurity(api).isAnonymous || isMisshapen(api) || !hasAuthentication(api)) return;
      if (signsOn(api, 'auth-bound').length > 0) return;
      const operations = inboundOperations(api).filter(
        (operation) => !isPublic(operation, lexicons),
      );
      if (operations.length === 0) return;
      const open = operations.filter(isOpen).length;
      if (open === 0 && options.onlyIfSomeOperationLacksSecurity) return;
      const isEmpty = Array.isArray(api.raw.security);
      const at = isEmpty ? api.at('security') : versionPlace(api);
      // Where each operation has its own, the next one may forget it: no more than that.
      const place = open === 0 ? { at, atMost: 'info' as const } : at;
      if (isEmpty) report(place, 'empty');
      else if (open === 0) report(place, 'uncovered');
      else {
        const all = counted(operations.length, 'operation');
        report(place, 'missing', { open, operations: all });
      }
    },
  },
});
