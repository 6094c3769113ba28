import { openDatabase } from "../openDatabase";

/**
 * A process for tests to kill: opens the embedded database of the folder given as argument, tells `open`, then
 * inserts numbered rows one by one and tells each number once its row is acknowledged. Tells `failed: …` instead
 * when the database does not open.
 */
const [dataFolder = ""] = process.argv.slice(2);
const tell = (line: string) => process.stdout.write(`${line}\n`);

try {
  const database = await openDatabase({ dataFolder, holder: "the writer" });
  tell("open");
  for (let number = 0; ; number++) {
    await database.query("insert into refusal_day values ('2026-01-01', $1, '', '', 1)", [String(number)]);
    tell(String(number));
  }
} catch (error) {
  tell(`failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
