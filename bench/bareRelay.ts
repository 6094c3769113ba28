// The relay alone, without its database and its pages, for `npm run bench:relay`: says what it takes of memory.
import { openRelay } from "../lib/relay/openRelay";

const [folder = "", address = "", pepper = ""] = process.argv.slice(2);
const empty = process.memoryUsage.rss();
const relay = openRelay({
  folder,
  address,
  pepper,
  holder: "a benchmark",
  token: undefined,
  limitBytes: 2 ** 40,
  onError: () => {},
  onDamage: () => {},
});
let most = 0;
const watching = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 20);
setTimeout(async () => {
  clearInterval(watching);
  const inMegabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
  const now = process.memoryUsage.rss();
  process.stdout.write(
    `${inMegabytes(now)} MB of memory of a relay alone while they wait (at most ${inMegabytes(most)}, of which ${inMegabytes(empty)} before it opened)\n`,
  );
  await relay.close();
}, 15_000);
