import type { Api } from 'specgate/rule';
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
    const last = endOfCircle(tag, names, done);
    if (last !== undefined) problems.push(parentProblem(last, 'a tag that is not below this one'));
  }
  return problems;
}

function parentProblem(tag: Tag, expected: string): Problem {
  return wrong(tag.at('parent'), 'parent', expected, tag.parentName);
}

/** The tag whose parent leads back to where one came from; tags that are done are not looked at again. */
function endOfCircle(first: Tag, names: Names, done: Set<Tag>): Tag | undefined {
  const way = new Set<Tag>();
  let tag: Tag | undefined = first;
  while (tag !== undefined && !done.has(tag)) {
    done.add(tag);
    way.add(tag);
    const parentName: string | undefined = tag.parentName;
    const above: Tag | undefined = parentName === undefined ? undefined : names.get(parentName);
    if (above !== undefined && way.has(above)) return tag;
    tag = above;
  }
  return undefined;
}
