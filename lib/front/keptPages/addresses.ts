/**
 * What an answer changes with: the build and the settings alone; the published figures; or the figures and what happens
 * now, so that it is made anew after a while.
 */
export type MadeOf = "build" | "figures" | "now";

/** Addresses whose answers are the same for all readers. Whatever is declared in none is made for each reader. */
export interface PublicSection {
  readonly paths: readonly string[];
  /** Paths that only the database knows, without parameters: one that is not there is answered 404, and not kept. */
  readonly pattern?: RegExp;
  readonly madeOf: MadeOf;
  /** The parameters that matter; `ignored` where none does. An address with another one is not kept. */
  readonly parameters?: readonly string[] | "ignored";
  /** What is at its addresses is a page, which is to be had as Markdown, too. */
  readonly isPage?: true;
}

/** An address whose answer is kept. */
export interface PublicAddress {
  /** The path of this service, with the parameters in one order. */
  readonly target: string;
  readonly madeOf: MadeOf;
  readonly hasParameters: boolean;
}

const longestQuery = 200;

/** Finds out whether the answer at a target is kept. @returns null where it is not */
export function createAddressReader(
  sections: readonly PublicSection[],
): (target: string) => PublicAddress | null {
  const plain = new Map<string, PublicAddress & Pick<PublicSection, "parameters">>();
  const patterns = sections.flatMap(({ pattern, madeOf }) =>
    pattern === undefined ? [] : [{ pattern, madeOf }],
  );
  const byPattern = (target: string) => {
    const found = patterns.find(({ pattern }) => pattern.test(target));
    return found === undefined ? null : { target, madeOf: found.madeOf, hasParameters: false };
  };
  for (const { paths, madeOf, parameters } of sections) {
    for (const path of paths) {
      const address = { target: path, madeOf, hasParameters: false };
      plain.set(path, parameters === undefined ? address : { ...address, parameters });
    }
  }
  return (target) => {
    const at = target.indexOf("?");
    if (at < 0) return plain.get(target) ?? byPattern(target);
    const found = plain.get(target.slice(0, at));
    if (found?.parameters === undefined) return null;
    if (found.parameters === "ignored") return found;
    const query = inOrder(target.slice(at + 1), found.parameters);
    return query === null
      ? null
      : { target: `${found.target}?${query}`, madeOf: found.madeOf, hasParameters: true };
  };
}

/** Parameters in the order of their declaration; null where there are others, or one is said twice. */
function inOrder(query: string, names: readonly string[]): string | null {
  if (query === "" || query.length > longestQuery) return null;
  const given = new URLSearchParams(query);
  const keys = [...given.keys()];
  if (new Set(keys).size !== keys.length || keys.some((key) => !names.includes(key))) return null;
  const ordered = names.flatMap((name): [string, string][] => {
    const value = given.get(name);
    return value === null ? [] : [[name, value]];
  });
  return new URLSearchParams(ordered).toString();
}
