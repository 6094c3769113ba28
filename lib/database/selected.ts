/** What Prisma is asked to select: these fields. */
export function selected<const Name extends string>(
  ...names: readonly Name[]
): { readonly [Field in Name]: true } {
  // What the type says of every field, fromEntries cannot know.
  return Object.fromEntries(names.map((name) => [name, true])) as { readonly [Field in Name]: true };
}
