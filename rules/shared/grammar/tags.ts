import { type Api, inTextOrder } from 'specgate/rule';
import { type Problem, wrong } from './problem.ts';

type Tag = Api['tags'][number];
type Names = ReadonlyMap<string, Tag>;

/** The names of tags are unique; the tag above another (3.2) exists, and is not below it. */
export function tagProblems({ tags }: Api): readonly Problem[] {
  const names = new Map<string, Tag>();
  const problems: Problem[] = [];
  for (const tag of tags) {
    const { name } = tag;
    if (name === undefined) continue;
    if (!names.has(name)) names.set(name, tag);
    else problems.push(wrong(tag.at('name'), 'name', 'a name that no other tag has', name));
  }
  const done = new Set<Tag>();
  for (const tag of tags) {
    const { parentName } = tag;
    if (parentName !== undefined && !names.has(parentName))
      problems.push(parentProblem(tag, 'the name of a tag of this list'));
    const below = firstOfCircle(tag, names, done);
    if (below !== undefined)
      problems.push(parentProblem(below, 'a tag that is not below this one'));
  }
  return problems;
}

function parentProblem(tag: Tag, expected: string): Problem {
  return wrong(tag.at('parent'), 'parent', expected, tag.parentName);
}

/** Of the tags that are above themselves, the first by its name; tags that are done are not looked at again. */
function firstOfCircle(first: Tag, names: Names, done: Set<Tag>): Tag | undefined {
  const way: Tag[] = [];
  let tag: Tag | undefined = first;
  while (tag !== undefined && !done.has(tag)) {
    done.add(tag);
    way.push(tag);
    const parentName: string | undefined = tag.parentName;
    tag = parentName === undefined ? undefined : names.get(parentName);
  }
  const start = tag === undefined ? -1 : way.indexOf(tag);
  if (start === -1) return undefined;
  return inTextOrder(way.slice(start), ({ name }) => name ?? '')[0];
}
