import { Counting } from "./counting";
import { checkNotErased, type Exporting, type Reader } from "./exportOptions";
import { createManifest } from "./manifest";
import { readDays } from "./readDays";
import { readEventPages, readLastEvent } from "./readEventPages";
import { nothingStored, readInstance, readTypes } from "./readInstance";

/** NDJSON: a manifest, the instance, its events, its days, and the end, each an object with its `kind`. */
export async function* exportNdjson(
  database: Reader,
  key: string,
  options: Exporting,
): AsyncGenerator<string> {
  const counting = new Counting();
  const line = (kind: string, record: object) => `${JSON.stringify({ kind, ...record })}\n`;
  const { manifest, instance, last } = await readHead(database, key, options, counting);
  yield line("manifest", manifest) + line("instance", instance);
  const form = { last, pageEvents: options.pageEvents, prefix: '{"kind":"event",', separator: "\n" };
  for await (const page of readEventPages(database, key, form)) {
    counting.addEvents(page);
    yield `${page.text}\n`;
  }
  for await (const days of readDays(database, key, options.pageDays)) {
    counting.addDays(days.length);
    yield days.map((day) => line("day", day)).join("");
  }
  await checkNotErased(database, key);
  yield line("end", counting.end());
}

/** One JSON document of the same records. */
export async function* exportJson(database: Reader, key: string, options: Exporting): AsyncGenerator<string> {
  const counting = new Counting();
  const { manifest, instance, last } = await readHead(database, key, options, counting);
  yield `{"manifest":${JSON.stringify(manifest)},\n"instance":${JSON.stringify(instance)},\n"events":[`;
  let separator = "\n";
  const form = { last, pageEvents: options.pageEvents, prefix: "{", separator: ",\n" };
  for await (const page of readEventPages(database, key, form)) {
    counting.addEvents(page);
    yield separator + page.text;
    separator = ",\n";
  }
  yield '\n],\n"days":[';
  separator = "\n";
  for await (const days of readDays(database, key, options.pageDays)) {
    counting.addDays(days.length);
    yield separator + days.map((day) => JSON.stringify(day)).join(",\n");
    separator = ",\n";
  }
  await checkNotErased(database, key);
  yield `\n],\n"end":${JSON.stringify(counting.end())}}\n`;
}

async function readHead(database: Reader, key: string, options: Exporting, counting: Counting) {
  const last = await readLastEvent(database, key);
  const types = await readTypes(database, key);
  const stored = await readInstance(database, key, options.instanceId);
  counting.addInstance(stored);
  const instance = stored ?? nothingStored(key, options);
  return { manifest: createManifest(options, types), instance, last };
}
