import {
  defineRule,
  nameOf,
  operationOf,
  type RelatedPlace,
  type SecurityRequirement,
} from 'specgate/rule';
import { nearest } from '../shared/nearest.ts';
import { namesDeclared } from '../shared/protection.ts';
import { placesOf } from '../shared/scheme-uses.ts';

export default defineRule({
  id: 'auth-scheme-unresolved',
  title: 'Security requirement names an undefined scheme',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-306', 'CWE-694', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['oauth2'],
  why: 'Tools ignore a name that they do not know, and then nothing is protected, or they refuse the whole description.',
  fix: 'Define the scheme under this name, or correct the name; it is compared letter by letter, capitals included.',
  limits:
    'From 3.2 on, a requirement may name a scheme by the URI of its definition; one that leads nowhere is reported by `ref-unresolved`.',
  peers: {
    kics: [
      '2.0/security_requirement_not_defined_in_security_definition',
      '3.0/security_field_undefined',
      '3.0/security_operation_field_undefined',
    ],
    vacuum: ['oas3-operation-security-defined', 'oas2-operation-security-defined'],
    checkov: ['CKV_OPENAPI_6'],
    cherrybomb: ['CheckFNAuth'],
    '42crunch': ['*securityrequirement-unreferenced'],
    redocly: ['security-defined'],
    ibm: ['ibm-securityschemes'],
    zally: ['105'],
  },

  messages: {
    undefined: 'The security scheme "{name}" is not defined.',
    similar: 'The security scheme "{name}" is not defined; did you mean "{similar}"?',
    capitals: 'The security scheme "{name}" is not defined; "{similar}" is, with other capitals.',
    shadowed: 'The scheme name "{name}" reads like a URI, and hides the scheme that stands there.',
  },

  visit: {
    SecurityRequirement(requirement, { version, report }) {
      const declared = namesDeclared(requirement.api);
      for (const [name] of requirement.schemes) {
        const isByUri = version === '3.2' && looksLikeUri(name);
        if (declared.has(name) !== isByUri) continue;
        const places = placesOf(requirement.api, name);
        // What is asked for in many places is reported once, at the first of them.
        if (places.length > 0 && places[0] !== requirement) continue;
        const place = { at: requirement.at(name), related: others(places, name), detail: name };
        if (isByUri) {
          report(place, 'shadowed', { name });
          continue;
        }
        const similar = nearest(name, declared);
        if (similar === undefined) report(place, 'undefined', { name });
        else if (similar.toLowerCase() === name.toLowerCase())
          report(place, 'capitals', { name, similar });
        else report(place, 'similar', { name, similar });
      }
    },
  },
});

/** Names of components have neither slashes nor colons nor number signs, and rarely end like the name of a file. */
function looksLikeUri(name: string): boolean {
  return /[/#:]|\.(?:ya?ml|json)$/i.test(name);
}

function others(places: readonly SecurityRequirement[], name: string): readonly RelatedPlace[] {
  return places.slice(1).map((place) => {
    const operation = operationOf(place);
    const who = operation === undefined ? 'The root' : nameOf(operation);
    return { at: place.at(name), message: `${who} asks for it too.` };
  });
}
