import { z } from "zod";
import evidence from "../../fixtures/source-lines.json" with { type: "json" };
import { type EngineCall, type EngineVersion, type EventType, engineVersions } from "../catalogue";

const place = z.object({ file: z.string(), line: z.int() });
const lines = z
  .record(
    z.string(),
    z.object({
      fields: z.array(place.extend({ struct: z.string(), json: z.string() })),
      calls: z.record(z.string(), place),
      sent_at: z.array(place.extend({ event: z.string() })),
    }),
  )
  .parse(evidence);

/** A line of the engine's public source, by the path of its file there. */
export type Place = z.output<typeof place>;

/** What is sent: an event, or the body of a call or what is read of its answer. */
export type Sent =
  | { readonly kind: "event"; readonly type: EventType }
  | { readonly kind: "body" | "answer"; readonly call: EngineCall };

/** Releases whose source was read, oldest first; after the release candidate the newest commit that was seen. */
export const sourceTags: readonly string[] = Object.keys(lines);

/** The minor version a tag is of; a commit is of the newest. */
export function versionOfTag(tag: string): EngineVersion {
  const minor = (version: EngineVersion) => `v${version.slice(0, -1)}`;
  return (
    engineVersions.findLast((version) => tag.startsWith(minor(version))) ?? engineVersions.at(-1) ?? "3.0.0"
  );
}

/** The tag of a build, such as `v4.1.3-20260507-0910`; null for one whose source was not read. */
export function tagOfBuild(build: string): string | null {
  return sourceTags.findLast((tag) => build === tag || build.startsWith(`${tag}-`)) ?? null;
}

/** Where a tag's source sends an event, each place of it, or makes a call. Empty where it does not. */
export function sentAt(tag: string, sent: Sent): readonly Place[] {
  const source = lines[tag];
  if (source === undefined) return [];
  if (sent.kind === "event") return source.sent_at.filter(({ event }) => event === sent.type.name);
  const call = source.calls[sent.call.name];
  return call === undefined ? [] : [call];
}

/** Where a tag's source declares a field, or the nearest object around it that was recorded; null where it has neither. */
export function declaredAt(tag: string, sent: Sent, path: string): Place | null {
  const parts = path.replaceAll("[]", "").split(".");
  for (let length = parts.length; length > 0; length--) {
    const struct = structureOf(sent, parts.slice(0, length - 1).join("."));
    const field = lines[tag]?.fields.find((one) => one.struct === struct && one.json === parts[length - 1]);
    if (field !== undefined) return sentAt(tag, sent).length === 0 ? null : field;
  }
  return null;
}

/** The structure of Go that describes an object; engines name those of events as the event, unless the declaration says otherwise. */
function structureOf(sent: Sent, path: string): string | undefined {
  if (sent.kind !== "event") return sent.call.structures[sent.kind]?.[path];
  const { name, structures = {} } = sent.type;
  return structures[path] ?? inPascalCase(path === "" ? name : path);
}

function inPascalCase(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Tags that follow one another and have something on the same lines. */
export interface Span {
  readonly tags: readonly string[];
  readonly places: readonly Place[];
}

/** The same of every tag that has it, newest first. @param at where a tag has it */
export function spansOf(at: (tag: string) => readonly Place[]): Span[] {
  const spans: { tags: string[]; places: readonly Place[] }[] = [];
  for (const tag of sourceTags.toReversed()) {
    const places = at(tag);
    if (places.length === 0) continue;
    const last = spans.at(-1);
    if (last !== undefined && isSame(last.places, places)) last.tags.push(tag);
    else spans.push({ tags: [tag], places });
  }
  return spans;
}

function isSame(some: readonly Place[], others: readonly Place[]): boolean {
  const text = (places: readonly Place[]) => places.map(({ file, line }) => `${file}:${line}`).join();
  return text(some) === text(others);
}
