import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "../lib/catalogue";
import { statistics } from "../lib/statistics/declared/statistics";
import { statisticJsonSchema } from "../lib/statistics/export/statisticJson";
import { dayOf, daysUpTo } from "../lib/words/period";
import { fillInstallation } from "./support/fillInstallation";
import { embeddedInstallation, type Installation } from "./support/installation";
import { type RunningServer, startServer } from "./support/server";
import { fleetEvents } from "./support/statisticEvents";

/** What attacks read and send over the wire, on an installation that publishes and has forty engines. */
const environment = { PUBLIC_URL: "http://localhost:3000", NEW_INSTANCES_PER_NETWORK: "50" };
const least = 10;
const forged = 500;
const dayMs = 86_400_000;

let installation: Installation;
let server: RunningServer;

beforeAll(async () => {
  installation = await embeddedInstallation();
  const folder = installation.environment.DATA_DIR ?? "";
  const history = [...fleetEvents({ instances: 40, weeks: 8 }), ...weeksAlone()];
  await fillInstallation(folder, environment, history);
  server = await startServer({ ...installation.environment, ...environment });
});
afterAll(async () => {
  await server?.stop();
  installation?.remove();
});

const get = (path: string) => fetch(`${server.url}${path}`);
async function textOf(path: string): Promise<string> {
  const answer = await get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
}
const readStatistic = async (key: string) =>
  statisticJsonSchema.parse(await (await get(`/statistics/${key}.json?range=all`)).json());
/** One statistic after the other: one client has only part of the places at which pages are made. */
async function files(): Promise<string[]> {
  const texts: string[] = [];
  for (const { key } of statistics) {
    const paths = ["json", "csv", "svg"].map((ending) => `/statistics/${key}.${ending}?range=all`);
    texts.push(...(await Promise.all(paths.map(textOf))));
  }
  return texts;
}
const forgedId = (index: number) => `d${String(index).padStart(19, "0")}`;

/** The only engine that found no pool; it was seen in every week, and in this one. */
const alone = "c9000000000000000001";
const weeksAlone = () => {
  const pools = { fs_type: "", number: 0, total_size: 0, total_used: 0 };
  return Array.from({ length: 8 }, (_, week) => startOf(alone, week * 7, pools));
};

function startOf(instance_id: string, daysAgo: number, pools: object = {}) {
  const example = catalogue.find("engine_started")?.example;
  return {
    instance_id,
    event_time: new Date(Date.now() - 60_000 - daysAgo * dayMs).toISOString(),
    event_type: "engine_started",
    event_data: { ...example, pools: { ...(example?.pools as object), ...pools } },
  };
}

const send = (events: readonly object[]) =>
  fetch(`${server.url}/api/v1/events`, { method: "POST", body: JSON.stringify(events) });

describe("attacks over the wire", () => {
  it("find closed weeks only, and no days", async () => {
    const today = dayOf(new Date());
    let published = 0;
    for (const { key } of statistics) {
      const { periods, private: isPrivate } = await readStatistic(key);
      expect(isPrivate).toBe(false);
      expect(periods.filter(({ end }) => end > today)).toEqual([]);
      published += periods.filter(({ n }) => n !== null).length;
      expect((await get(`/api/v1/statistics/${key}?interval=day`)).status).toBe(400);
    }
    expect(published).toBeGreaterThan(statistics.length);
  });

  it("find no number of instances below the threshold", async () => {
    for (const { key, kind } of statistics) {
      if (kind === "events") continue;
      const { periods } = await readStatistic(key);
      const figures = periods.flatMap(({ n, outside, values }) => [n, outside, ...Object.values(values)]);
      expect(figures.filter((figure) => figure !== null && figure < least)).toEqual([]);
    }
  });

  it("change no byte by forged days of their own choice, and are refused most of their engines", async () => {
    const before = await files();
    const answer = await send(
      Array.from({ length: forged }, (_, index) => [
        startOf(forgedId(index), 20),
        startOf(forgedId(index), 10),
      ]).flat(),
    );
    const { refused } = await answer.json();
    expect(refused).toBeGreaterThanOrEqual((forged - 50) * 2);
    expect(await files()).toEqual(before);
  });

  it("see nothing of an engine that reports today", async () => {
    const before = await files();
    expect((await send([startOf("c0000000000000000001", 0)])).status).toBe(200);
    expect(await files()).toEqual(before);
  });

  it("are told no number by the page of an engine that is alone in its class", async () => {
    const answer = await fetch(`${server.url}/api/v1/instance/statistics`, {
      headers: { authorization: `Bearer ${alone}` },
    });
    expect(answer.status).toBe(200);
    const { counted } = await answer.json();
    const ofFileSystem = counted.find(({ statistic }: { statistic: string }) => statistic === "file-systems");
    expect(ofFileSystem.state).toBe("withheld");
    expect(ofFileSystem.why).toMatch(/fewer than 10.instances/);
    expect(ofFileSystem.why.replace("fewer than 10", "")).not.toMatch(/\d/);
  });

  it("find no days in the status, and no counts in the list of events", async () => {
    const [status, events] = await Promise.all([textOf("/status"), textOf("/events")]);
    for (const day of daysUpTo(dayOf(new Date()), 28)) {
      expect([day, status.includes(`"day":"${day}"`), status.includes(`${day}<`)]).toEqual([
        day,
        false,
        false,
      ]);
    }
    // Forty engines made one clone a week: nothing near to 160 of 28 days, nor the forged starts.
    expect(events).not.toMatch(/in (?:the last )?28 days/);
  });
});
