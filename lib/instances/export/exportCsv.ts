import { Counting } from "./counting";
import { checkNotErased, type Exporting, type Reader } from "./exportOptions";
import { readDays } from "./readDays";
import { readEventPages, readLastEvent } from "./readEventPages";
import type { EventRecord } from "./records";
import { csvDays, csvEnd, csvEvents, csvHead } from "./writeCsv";

/** A table of all events. */
export async function* exportEventsCsv(
  database: Reader,
  key: string,
  options: Exporting<"csv">,
): AsyncGenerator<string> {
  const counting = new Counting();
  const last = await readLastEvent(database, key);
  yield csvHead(options);
  const form = { last, pageEvents: options.pageEvents, prefix: "{", separator: "," };
  for await (const page of readEventPages(database, key, form)) {
    counting.addEvents(page);
    // Of the server's own making, a line above.
    yield csvEvents(JSON.parse(`[${page.text}]`) as EventRecord[]);
  }
  await checkNotErased(database, key);
  yield csvEnd(counting.end(), "csv");
}

/** A table of what is counted by day. */
export async function* exportDaysCsv(
  database: Reader,
  key: string,
  options: Exporting<"days.csv">,
): AsyncGenerator<string> {
  const counting = new Counting();
  yield csvHead(options);
  for await (const days of readDays(database, key, options.pageDays)) {
    counting.addDays(days.length);
    yield csvDays(days);
  }
  await checkNotErased(database, key);
  yield csvEnd(counting.end(), "days.csv");
}
