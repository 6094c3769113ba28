// `npm run bench:relay [events]`: what a relay takes of memory while events wait for a service that is away, and how fast
// they leave when it is back. Memory is what is resident: of the process in front, which has the queue and the embedded database,
// and of the one with the pages. Node has the flags and the environment that `npm run relay` gives it.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { embeddedInstallation } from "../e2e/support/installation";
import { folderOfRelay } from "../lib/relay/openRelay";
import { toOutbox } from "../lib/relay/outboxEntry";
import { readRelayState } from "../lib/relay/relayState";
import { createSealer } from "../lib/settings/sealer";
import { Spool } from "../lib/spool/spool";
import { findPort } from "../scripts/demo/environment";
import { engineBodies } from "./events";
import { startService, type Target } from "./targets";

const events = Number(process.argv[2] ?? 1_000_000);
const chunk = 10_000;
const print = (line: string) => process.stdout.write(`${line}\n`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const home = await embeddedInstallation();
const service = await embeddedInstallation();
const port = await findPort();
const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8"));
const flags = (scripts.relay.match(/--\S+/g) ?? []).join(" ");
const variables = Object.fromEntries(
  [...scripts.relay.matchAll(/([A-Z_]+)=(\S+)/g)].map(([, name, value]: string[]) => [name, value]),
);
const relaying = {
  ...home,
  environment: {
    ...home.environment,
    ...variables,
    NODE_OPTIONS: flags,
    RELAY_TO: `http://127.0.0.1:${port}`,
    RELAY_LIMIT: "100000",
  },
};
const folder = folderOfRelay(home.environment.DATA_DIR ?? "");
const stateNow = () => readRelayState(folder);

/** Puts events into the outbox as the relay itself would. */
async function fillOutbox(): Promise<void> {
  const sealer = createSealer(home.pepper(), "relay");
  const bodies = engineBodies(5_000, 1_000).map((body) => JSON.parse(body));
  const outbox = new Spool({ folder: join(folder, "outbox"), holder: "a benchmark", limitBytes: 2 ** 40 });
  const firstMs = Date.now() - events;
  for (let from = 0; from < events; from += chunk) {
    const lines = Array.from({ length: Math.min(chunk, events - from) }, (_, at) => {
      const number = from + at;
      const receivedAt = new Date(firstMs + number).toISOString();
      const id = `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
      const event = { ...bodies[number % bodies.length], event_time: receivedAt, event_id: id };
      return toOutbox({ id, receivedAt, event }, sealer);
    });
    await outbox.append(lines);
  }
  print(`${(outbox.state.bytes / 2 ** 20).toFixed(0)} MiB of disk for ${events} events that wait`);
  await outbox.close();
}

const sayMemory = (target: Target) => {
  const [front, pages] = target.processes().map(({ residentMegabytes }) => residentMegabytes);
  return `${front} MB in front and ${pages} MB of pages`;
};
const frontOf = (target: Target) => target.processes()[0]?.residentMegabytes ?? 0;

const empty = await startService("an empty relay", relaying);
await pause(5_000);
print(`${sayMemory(empty)}, nothing waits`);
await empty.stop();

await fillOutbox();
const { stdout } = await promisify(execFile)(process.execPath, [
  ...["--import", "tsx", "bench/bareRelay.ts"],
  ...[folder, relaying.environment.RELAY_TO, home.pepper()],
]);
print(stdout.trim());
const startedAt = performance.now();
const relay = await startService("a relay", relaying);
print(`${((performance.now() - startedAt) / 1_000).toFixed(1)} s to start with them`);
const bodies = engineBodies(1_000, 100);
let most = 0;
for (const body of bodies) {
  const answer = await fetch(`${relay.url}/api/rpc/telemetry_event`, { method: "POST", body });
  if (answer.status !== 200) throw new Error(`an engine was answered ${answer.status}`);
  most = Math.max(most, frontOf(relay));
}
await pause(5_000);
print(`${sayMemory(relay)} while ${stateNow().waiting} wait (in front at most ${most} MB)`);

const upstream = await startService("the service", {
  ...service,
  environment: { ...service.environment, PORT: String(port) },
});
const before = stateNow();
const drainedFrom = performance.now();
let now = before;
while (now.waiting > 0 && performance.now() - drainedFrom < 120_000) {
  await pause(1_000);
  now = stateNow();
  most = Math.max(most, frontOf(relay));
}
const seconds = (performance.now() - drainedFrom) / 1_000;
const left = now.counts.forwarded - before.counts.forwarded;
print(
  `${left} events left in ${seconds.toFixed(0)} s: ${Math.round(left / seconds)} a second (in front at most ${most} MB)`,
);
await relay.stop();
await upstream.stop();
home.remove();
service.remove();
