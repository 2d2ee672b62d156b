import { defineRule, nameOf } from 'specgate/rule';
import { isCalled } from '../shared/protection.ts';

export default defineRule({
  id: 'method-trace-enabled',
  title: 'TRACE, TRACK, CONNECT or DEBUG is part of the API',
  category: 'transport',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-693', 'CWE-200', 'OWASP-API8:2023'],
  tags: ['tls'],
  why: 'These methods send back the headers of a request, cookies and tokens among them, or open a tunnel through the server; nobody expects them to work.',
  fix: 'Remove the operation, and refuse the method at the edge.',

  messages: {
    diagnostic: '"{operation}" is a method for diagnosis that should be switched off.',
  },

  visit: {
    Operation(operation, { report }) {
      if (!DIAGNOSTIC.has(operation.method.toUpperCase()) || !isCalled(operation)) return;
      report(operation, 'diagnostic', { operation: nameOf(operation) });
    },
  },
});

const DIAGNOSTIC = new Set(['TRACE', 'TRACK', 'CONNECT', 'DEBUG']);
