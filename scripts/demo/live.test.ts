import { expect, test } from "vitest";
import { catalogue } from "../../lib/catalogue";
import { createFleet } from "./fleet";
import { liveOn } from "./live";
import { wholeHistory } from "./missingEvents";
import type { PostRequest } from "./post";

test("engines live on as they are, one event a request, until they are told to stop", async () => {
  const fleet = createFleet({ seed: 2, instances: 40, months: 2, end: new Date() });
  const history = wholeHistory(fleet);
  for (const _ of history.events);
  const stopping = new AbortController();
  const sent: PostRequest[] = [];
  const post = async (request: PostRequest) => {
    if (sent.push(request) === 300) stopping.abort();
    if (sent.length % 10 === 0) throw new Error("not reached: lost, as an engine's would be");
    return { status: 200, body: "{}" };
  };
  await liveOn(history.engines(), { post, signal: stopping.signal, seed: 2, pauseMs: 1 });

  const known = new Set(fleet.engines.map(({ id }) => id));
  const events = sent.filter(({ headers }) => "User-Agent" in headers).map(({ body }) => JSON.parse(body));
  expect(events.length).toBeGreaterThan(250);
  const wrong = events.filter(
    ({ instance_id, event_type, event_data, ...rest }) =>
      !known.has(instance_id) ||
      catalogue.find(event_type)?.data.safeParse(event_data).success !== true ||
      Object.keys(rest).length > 0,
  );
  expect(wrong).toEqual([]);
  expect(new Set(events.map(({ event_type }) => event_type)).size).toBeGreaterThan(3);
});
