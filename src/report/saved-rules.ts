import { CATEGORIES, type Category } from '../rule/categories.ts';
import { type CweId, OWASP_API_2023, type OwaspId } from '../rule/references.ts';
import type { Rule } from '../rule/rule.ts';
import type { SavedFinding, SavedReport, SavedRule } from './saved.ts';

/** The rule by its id: one that is known here, else one made of what the reports say of it, as for a plug-in's. */
export function ruleFinder(
  saved: readonly SavedReport[],
  known: readonly Rule[],
): (id: string) => Rule {
  const rules = new Map(
    known.flatMap((rule) => [...(rule.formerly ?? []), rule.id].map((id) => [id, rule] as const)),
  );
  const asked = new Map(saved.flatMap((each) => each.rules).map((rule) => [rule.id, rule]));
  const found = new Map(saved.flatMap((each) => each.findings).map((each) => [each.ruleId, each]));
  return (id) => {
    const rule = rules.get(id) ?? made(id, asked.get(id), found.get(id));
    rules.set(id, rule);
    return rule;
  };
}

function made(id: string, asked: SavedRule | undefined, found: SavedFinding | undefined): Rule {
  const title = prose(asked?.title ?? id);
  const category = asked?.category ?? '';
  return {
    id,
    title,
    category: isCategory(category) ? category : 'structure',
    severity: asked?.severity ?? found?.severity ?? 'medium',
    confidence: asked?.confidence ?? 'low',
    since: '',
    references: [
      ...(found?.cwe ?? []).filter(isCwe),
      ...(found?.owasp ?? []).filter(isOwasp).map((risk) => `OWASP-${risk}` as const),
    ],
    why: title,
    fix: prose(found?.fix ?? 'See the page of the rule.'),
    messages: {},
    visit: {},
  };
}

export function isCategory(name: string): name is Category {
  return Object.hasOwn(CATEGORIES, name);
}

function isOwasp(id: string): id is OwaspId {
  return Object.hasOwn(OWASP_API_2023, id);
}

function isCwe(id: string): id is CweId {
  return /^CWE-\d{1,6}$/.test(id);
}

const MARKUP = /:\/\/|[^\p{L}\p{N}\p{Zs}.,;:'"()/`=+?%-]/gu;

/** A rule's texts are written into reports as they are, since rules are trusted; a file is not. */
function prose(text: string): string {
  const plain = text.replace(MARKUP, ' ').slice(0, 1000);
  return plain.split('`').length % 2 === 1 ? plain : plain.replaceAll('`', '');
}
