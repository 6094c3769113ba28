import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";

const captureSchema = z.strictObject({
  /** The engine's release tag, such as `v3.0.0`. */
  version: z.string().regex(/^v\d+\.\d+\.\d+$/),
  /** The event type, or `rpc/<name>` for the engine's other calls. */
  event: z.string(),
  variant: z.string(),
  method: z.literal("POST"),
  path: z.string().startsWith("/"),
  /** Name, value, name, value …, as received. */
  rawHeaders: z.array(z.string()),
  body: z.string(),
});

const captureFolder = new URL("../../../fixtures/captures/", import.meta.url);

/** A request a real engine made. */
export type Capture = z.infer<typeof captureSchema>;

/** All captured requests, oldest engine version first; `fixtures/README.md` says what they are. For tests and benchmarks. */
export function readCaptures(): Capture[] {
  return readdirSync(captureFolder)
    .filter((file) => file.endsWith(".ndjson"))
    .sort()
    .flatMap((file) => readFileSync(new URL(file, captureFolder), "utf8").trimEnd().split("\n"))
    .map((line) => captureSchema.parse(JSON.parse(line)));
}

/** The captured requests that carry an event, whatever base path the engine was configured with. */
export function readEventCaptures(): Capture[] {
  return readCaptures().filter(({ path }) => /\/rpc\/telemetry_event(\?|$)/.test(path));
}
