import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const markerName = "demo.json";

const markerSchema = z.strictObject({
  seed: z.int(),
  instances: z.int(),
  months: z.int(),
  /** ISO 8601. */
  end: z.iso.datetime(),
  /** All of the history is in. */
  isComplete: z.boolean(),
});

/** Which fleet a demo's data folder holds. */
export type Marker = z.infer<typeof markerSchema>;

/** A folder that cannot be used; the message is one line for the terminal. */
export class DemoFolderError extends Error {}

/**
 * The marker of a demo's data folder; null where there is no folder, or an empty one.
 * @throws DemoFolderError where the folder holds anything else: made-up events must not get into real data
 */
export function readMarker(folder: string): Marker | null {
  const file = join(folder, markerName);
  if (existsSync(file)) {
    const parsed = markerSchema.safeParse(parseOrNull(readFileSync(file, "utf8")));
    if (parsed.success) return parsed.data;
    throw new DemoFolderError(`${file} cannot be read; remove ${folder} to start over`);
  }
  if (!existsSync(folder) || readdirSync(folder).length === 0) return null;
  throw new DemoFolderError(`${folder} is not a demo's data folder; set DATA_DIR to another one`);
}

/** Writes the marker, and makes the folder, for its owner only. */
export function writeMarker(folder: string, marker: Marker): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${markerName}.new`);
  writeFileSync(draft, `${JSON.stringify(marker, null, 2)}\n`);
  renameSync(draft, join(folder, markerName));
}

/**
 * Removes a demo's data folder and everything in it.
 * @throws DemoFolderError where it holds anything else than a demo
 */
export function removeDemo(folder: string): void {
  if (readMarker(folder) !== null) rmSync(folder, { recursive: true });
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
