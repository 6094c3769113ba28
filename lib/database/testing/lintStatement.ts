import { type Placement, placements } from "../placement";

/**
 * Says what of a statement a cluster cannot run, without one: by its text alone, so that whoever writes a statement hears
 * of it where there is a single server, too. It knows the kinds that were met on Citus, and no others.
 *
 * @returns a sentence for each; none is what it should be
 */
export function lintStatement(sql: string): string[] {
  const root = readBlocks(sql);
  const found = new Set<string>();
  lint(root, [], withNames(root), found);
  return [...found];
}

/** What stands between two parentheses, or all of it; those within are `children`, and `(#0)` in its text. */
interface Block {
  text: string;
  readonly children: Block[];
}

/** Something that rows come from. */
interface Source {
  readonly alias: string;
  readonly placement: Placement | "function" | "other";
}

/** A relation as a statement names it; the views of tables begin with these words. */
function placementOf(name: string): Placement | null {
  const table = name.replace(/^visible_|^open_/, "");
  if (/^instance_day_(event|clone_time|value)$/.test(table) || table === "keyless_event") return "byInstance";
  return (placements as Readonly<Record<string, Placement>>)[table] ?? null;
}

function readBlocks(sql: string): Block {
  const plain = sql
    .replace(/--.*$/gm, " ")
    .replace(/'(?:[^']|'')*'/g, "''")
    .replaceAll('"', "")
    .toLowerCase();
  const root: Block = { text: "", children: [] };
  const open = [root];
  for (const character of plain) {
    const block = open.at(-1) ?? root;
    if (character === "(") {
      const child: Block = { text: "", children: [] };
      block.text += `(#${block.children.length}`;
      block.children.push(child);
      open.push(child);
    } else if (character === ")") {
      if (open.length > 1) open.pop();
      (open.at(-1) ?? root).text += ")";
    } else block.text += character;
  }
  return root;
}

/** Names of a statement's own queries, wherever they are. */
function withNames({ text, children }: Block): ReadonlySet<string> {
  const own = [...text.matchAll(/(\w+)(?:\s*\(#\d+\))?\s+as\s+(?:(?:not\s+)?materialized\s+)?\(#/g)];
  const isWith = /^\s*with\b/.test(text);
  return new Set([
    ...(isWith ? own.map(([, name]) => name ?? "") : []),
    ...children.flatMap((child) => [...withNames(child)]),
  ]);
}

const clauses =
  /\b(?:where|group by|order by|limit|offset|for|on conflict|returning|union|set|having|window|values|select|on)\b/;

/** What the queries of one level take rows from or write to. */
function sourcesOf({ text, children }: Block, own: ReadonlySet<string>): Source[] {
  const lists = [...text.matchAll(/\b(?:from|join|using|into|update)\s+/g)].map(({ index, 0: word }) => {
    const rest = text.slice(index + word.length);
    const end = rest.search(new RegExp(`${clauses.source}|\\b(?:inner|left|right|full|cross|join)\\b`));
    return end < 0 ? rest : rest.slice(0, end);
  });
  return lists.flatMap((list) =>
    list.split(",").flatMap((item): Source[] => {
      const [, name = "", isCall, alias = name] =
        /^\s*(?:only\s+|lateral\s+)*([\w.]*)\s*(\(#\d+\))?\s*(?:as\s+)?(\w+)?/.exec(item) ?? [];
      if (name === "" && isCall === undefined) return [];
      if (name === "") {
        const child = children[Number(/\d+/.exec(isCall ?? "")?.[0])];
        const within = child === undefined ? [] : sourcesOf(child, own);
        const placed = within.find(({ placement }) => placement === "byInstance") ?? within[0];
        return [{ alias, placement: placed?.placement ?? "other" }];
      }
      if (own.has(name)) return [{ alias, placement: "other" }];
      const placement = placementOf(name);
      if (placement !== null) return [{ alias, placement }];
      return isCall === undefined ? [] : [{ alias, placement: "function" }];
    }),
  );
}

function allText({ text, children }: Block): string {
  return [text, ...children.map(allText)].join(" ");
}

function lint(block: Block, outer: readonly Source[], own: ReadonlySet<string>, found: Set<string>): void {
  const { text, children } = block;
  const isQuery = /\b(?:select|insert|update|delete)\b/.test(text);
  const sources = isQuery ? sourcesOf(block, own) : [];
  const has = (placement: Source["placement"]) => sources.some((source) => source.placement === placement);
  if (has("byInstance")) {
    if (has("local"))
      found.add("joins a table that is spread by instance with one that is on the coordinator alone");
    const names = outer.filter(
      ({ alias }) =>
        !sources.some((source) => source.alias === alias) &&
        new RegExp(`\\b${alias}\\.`).test(allText(block)),
    );
    if (names.length > 0 && outer.every(({ placement }) => placement !== "byInstance"))
      found.add("asks a table that is spread by instance anew for each row of what is not");
    if (/\bfor (?:no key update|update|key share|share)\b/.test(text) && !/\binstance_key\s*=/.test(text))
      found.add("locks rows of a table that is spread by instance without naming one");
    const update = /\bdo update set\b.*/s.exec(text)?.[0] ?? "";
    if (/\b(?:now|clock_timestamp|random|gen_random_uuid|date_trunc)\s*\(|current_timestamp/.test(update))
      found.add("lets each server say what is stored on conflict, by a function that may differ");
    if (
      [...update.matchAll(/\(#(\d+)\)/g)].some(([, at]) =>
        /\bselect\b/.test(allText(children[Number(at)] ?? block)),
      )
    )
      found.add("asks another query what is stored on conflict");
  }
  for (const [at, child] of children.entries()) {
    // A query of its own, before the others.
    const isWith = new RegExp(`\\bas\\s+(?:(?:not\\s+)?materialized\\s+)?\\(#${at}\\)`).test(text);
    lint(child, isWith ? [] : isQuery ? sources : outer, own, found);
  }
}
