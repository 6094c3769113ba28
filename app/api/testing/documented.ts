import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { oas31 } from "zod-openapi";
import { catalogue } from "@/lib/catalogue";
import { codeOf, declarationOf, type ProblemName, problems } from "@/lib/http/problems";
import { createOpenApi } from "@/lib/openApi/createOpenApi";

export const host = "https://dblab.test";

const project = join(import.meta.dirname, "..", "..", "..");
const document = createOpenApi(catalogue, {
  baseUrl: host,
  version: "1.2.3",
  rawRetentionDays: 400,
  rateLimitInstance: 600,
  rateLimitAddress: 600,
  now: new Date(),
});

/** An operation as the document describes it. */
export interface DocumentedOperation {
  readonly path: string;
  readonly method: "get" | "post" | "delete";
  /** The problems it can answer, as `404 unknown_instance`. */
  readonly cases: readonly string[];
  /** Statuses whose answer has Retry-After. */
  readonly temporary: readonly string[];
  /** The file of app/ that answers it. */
  readonly file: string;
}

export const operations: readonly DocumentedOperation[] = Object.entries(document.paths ?? {}).flatMap(
  ([path, item]) =>
    (["get", "post", "delete"] as const).flatMap((method) => {
      const wrong = Object.entries(item[method]?.responses ?? {}).filter(([status]) => Number(status) >= 400);
      if (item[method] === undefined) return [];
      return {
        path,
        method,
        cases: wrong.flatMap(([status, answer]) => codesOf(answer).map((code) => `${status} ${code}`)),
        temporary: wrong.flatMap(([status, answer]) => (answer.headers?.["Retry-After"] ? status : [])),
        file: fileOf(path),
      };
    }),
);

/** Every file below `app/api/` that answers programs, with the methods that it declares itself. */
export function routes(): readonly { readonly file: string; readonly methods: readonly string[] }[] {
  return readdirSync(join(project, "app", "api"), { recursive: true, encoding: "utf8" })
    .filter((name) => basename(name) === "route.ts")
    .map((name) => {
      const file = join(project, "app", "api", name);
      const declared = readFileSync(file, "utf8").matchAll(/^export (?:async )?function ([A-Z]+)\(/gm);
      return { file, methods: [...declared].map(([, method = ""]) => method) };
    });
}

/** How the tests say a problem: its status and its code. */
export function caseOf(name: ProblemName): string {
  return `${declarationOf(name).status} ${codeOf(name)}`;
}

/** Every problem that a route's own source, or what it imports of app/ and lib/status/, can answer with. */
export function casesInSource(file: string): ReadonlySet<string> {
  const names = [...sourcesOf(file)].flatMap(([path, source]) => [
    ...[...source.matchAll(/\b(?:refused|refusedData|problem)\(\s*"(\w+)"/g)].map(([, name = ""]) => name),
    ...(/\banswering\(/.test(source) && !path.endsWith("answering.ts") ? ["no_database", "internal"] : []),
    ...(path.endsWith("liveResponse.ts") ? ["too_many_watchers"] : []),
  ]);
  return new Set(names.map((name) => caseOf(nameOf(name))));
}

function nameOf(text: string): ProblemName {
  const name = (Object.keys(problems) as ProblemName[]).find((one) => one === text);
  if (name === undefined) throw new Error(`${text} is not in the catalogue`);
  return name;
}

function sourcesOf(file: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(file)) return found;
  const source = readFileSync(file, "utf8");
  found.set(file, source);
  for (const [, specifier = ""] of source.matchAll(/^(?:import|export) (?!type )[^;]*? from "([^"]+)";/gm)) {
    const from = specifier.startsWith("@/") ? project : dirname(file);
    const imported = `${join(from, specifier.replace(/^@\//, ""))}.ts`;
    if (/\/(?:app|lib\/status)\//.test(imported) && existsSync(imported)) sourcesOf(imported, found);
  }
  return found;
}

function codesOf(answer: oas31.ResponseObject): string[] {
  return Object.keys(answer.content?.["application/json"]?.examples ?? {});
}

function fileOf(path: string): string {
  const folder = path
    .replace(/^\/statistics\/\{key\}\.\w+$/, "/statistics-data/[key]/[format]")
    .replace(/\/rpc\/\w+$/, "/rpc/[call]")
    .replace(/^\/releases\/\{id\}\/\{file\}$/, "/releases/[release]/[...path]")
    .replace(/^\/log\/tile\/\{tile\}$/, "/log/tile/[...path]")
    .replace(/^\/feeds\/\{feed\}/, "/feeds/all")
    .replace(/\{(\w+)\}/g, "[$1]");
  return join(project, "app", folder, "route.ts");
}
