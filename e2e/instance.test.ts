import { afterAll, beforeAll, expect, it } from "vitest";
import { catalogue, exampleInstanceIds, keep } from "../lib/catalogue";
import { readEventCaptures } from "../lib/catalogue/testing/captures";
import { formTokenField } from "../lib/http/formTokenField";
import { noDifferences, recount } from "../lib/ingest/testing/recount";
import type { EventJson } from "../lib/instances/timeline/eventJson";
import type { Pseudonyms } from "../lib/settings/pseudonyms";
import { formTokenIn } from "./support/formToken";
import { type Installation, makeInstallation } from "./support/installation";
import { describeOnOne } from "./support/kinds";
import { type RunningServer, startServer } from "./support/server";
import { readServerSentEvents } from "./support/sseReader";

const captures = readEventCaptures();
/** The engine that was captured, and another one that sent the same. */
const mine = "c6vq1tqs0qtc73dlqkpg";
const theirs = "d0000000000000000001";
const unknown = "d0000000000000000009";

describeOnOne("an instance looked at over HTTP", (kind) => {
  let installation: Installation;
  let server: RunningServer;
  let pseudonyms: Pseudonyms;
  let clients = 0;

  beforeAll(async () => {
    installation = await makeInstallation(kind);
    // Each test is a client of its own, as a proxy would tell.
    server = await startServer({ ...installation.environment, TRUSTED_PROXIES: "1", LOG_LEVEL: "debug" });
    pseudonyms = installation.pseudonyms();
    for (const { body } of captures) {
      expect(await send(body)).toBe(200);
      expect(await send(body.replaceAll(mine, theirs))).toBe(200);
    }
  });
  afterAll(async () => {
    await server?.stop();
    await installation?.remove();
  });

  const send = async (body: string) => {
    const answer = await fetch(`${server.url}/api/rpc/telemetry_event`, { method: "POST", body });
    const isAccepted = (await answer.text()) === "{}";
    return isAccepted ? answer.status : -answer.status;
  };
  const sendEvent = (instance_id: string, event_type: string, event_data: object) =>
    send(JSON.stringify({ instance_id, event_type, event_data }));
  const newClient = () => {
    clients += 1;
    return `198.${clients}.100.1`;
  };
  const call = (path: string, id: string | null, client: string, more: RequestInit = {}) =>
    fetch(`${server.url}${path}`, {
      redirect: "manual",
      ...more,
      headers: {
        "x-forwarded-for": client,
        ...(id === null ? {} : { authorization: `Bearer ${id}` }),
        ...(more.headers as Record<string, string> | undefined),
      },
    });
  /** What must be kept of everything that the captured engine sent, for an instance. */
  const expected = (id: string) => {
    const key = pseudonyms.instanceKey(id);
    return captures.map(({ body }) => {
      const { event_type, event_data } = JSON.parse(body);
      const type = catalogue.find(event_type);
      if (type === undefined) throw new Error(event_type);
      const data = keep(type, type.data.parse(event_data), (value) => pseudonyms.identifier(key, value));
      return canonical({ event_type: type.name, event_data: data });
    });
  };
  const readAll = async (id: string, client: string): Promise<EventJson[]> => {
    const events: EventJson[] = [];
    for (let before = ""; ; ) {
      const answer = await call(`/api/v1/instance/events?limit=100&before=${before}`, id, client);
      expect(answer.status).toBe(200);
      const page = await answer.json();
      events.push(...page.events);
      if (page.older === null) return events;
      before = page.older;
    }
  };

  it("shows everything it sent as it is kept, and nothing of another one", async () => {
    const client = newClient();
    const [ofMine, ofTheirs] = [await readAll(mine, client), await readAll(theirs, client)];
    for (const [id, events] of [
      [mine, ofMine],
      [theirs, ofTheirs],
    ] as const) {
      expect(
        events.map(({ event_type, event_data }) => canonical({ event_type, event_data })).sort(),
      ).toEqual(expected(id).sort());
      const times = events.map(({ event_time }) => event_time);
      expect(times).toEqual(times.toSorted().reverse());
    }
    const ids = new Set(ofMine.map(({ id }) => id));
    expect(ofTheirs.filter(({ id }) => ids.has(id))).toEqual([]);
    // A cursor is a place, not a permission.
    const stranger = ofTheirs[50];
    const page = await call(
      `/api/v1/instance/events?limit=100&before=${stranger?.event_time}_${stranger?.id}`,
      mine,
      client,
    );
    for (const { id } of (await page.json()).events) expect(ids).toContain(id);
  });

  it("exports everything it sent, in each form", async () => {
    const client = newClient();
    const download = async (form: string) => {
      const answer = await call(`/api/v1/instance/export?form=${form}`, mine, client);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="[a-z0-9_.-]+"$/);
      expect(answer.headers.get("content-disposition")).not.toContain(mine);
      return answer.text();
    };
    const lines = (await download("ndjson"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ kind: "manifest" });
    expect(lines.at(-1)).toMatchObject({ kind: "end" });
    const ofLines = lines.filter(({ kind }) => kind === "event").map(withoutRest);
    expect(ofLines.sort()).toEqual(expected(mine).sort());
    const document = JSON.parse(await download("json"));
    expect(document.events.map(withoutRest).sort()).toEqual(expected(mine).sort());
    const rows = (await download("csv")).trimEnd().split("\r\n");
    expect(rows.filter((line) => !line.startsWith("#"))).toHaveLength(captures.length + 1);
    expect((await download("days.csv")).trimEnd().split("\r\n").length).toBeGreaterThan(1);
    expect((await call("/api/v1/instance/export?form=xlsx", mine, client)).status).toBe(400);
  });

  it("answers unknown, erased and malformed IDs alike, and limits them", async () => {
    const erased = "d0000000000000000002";
    expect(await sendEvent(erased, "snapshot_created", {})).toBe(200);
    const owner = newClient();
    expect(
      (
        await call("/api/v1/instance/erasure", erased, owner, {
          method: "POST",
          body: JSON.stringify({ confirm: erased }),
        })
      ).status,
    ).toBe(202);

    const client = newClient();
    const answers = [];
    for (const id of [unknown, erased, "no-instance-id", "'; drop table event; --", mine.toUpperCase()]) {
      const answer = await call("/api/v1/instance", id, client);
      const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== "date"));
      answers.push(canonical({ status: answer.status, headers, body: await answer.text() }));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('"status":404');
    const limited = await call("/api/v1/instance", mine, client);
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await limited.json()).toMatchObject({ code: "too_many_look_ups" });
    expect((await call("/api/v1/instance", mine, newClient())).status).toBe(200);
    expect((await call("/api/v1/instance", null, client)).status).toBe(401);
  });

  it("opens the example instance to everybody, and lets nobody erase it", async () => {
    const [example] = exampleInstanceIds;
    const client = newClient();
    const answer = await call("/api/v1/instance", example, client);
    expect(await answer.json()).toMatchObject({ example: true });
    const erasing = await call("/api/v1/instance/erasure", example, client, {
      method: "POST",
      body: JSON.stringify({ confirm: example }),
    });
    expect(erasing.status).toBe(403);
  });

  it("sends events as they are stored, and what was missed", async () => {
    const client = newClient();
    const watcher = "d0000000000000000003";
    expect(await sendEvent(watcher, "snapshot_created", {})).toBe(200);
    const watch = async (lastEventId?: string) => {
      const abort = new AbortController();
      const response = await call("/api/v1/instance/events/live", watcher, client, {
        signal: abort.signal,
        ...(lastEventId === undefined ? {} : { headers: { "last-event-id": lastEventId } }),
      });
      expect(response.headers.get("content-type")).toContain("text/event-stream");
      return { events: readServerSentEvents(response), stop: () => abort.abort() };
    };
    const first = await watch();
    await sendEvent(theirs, "snapshot_created", {});
    await sendEvent(watcher, "branch_created", { name: "customer-acme" });
    const { value: seen } = await first.events.next();
    expect(seen?.data).toMatchObject({
      event_type: "branch_created",
      event_data: { name: expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
    first.stop();
    await sendEvent(watcher, "config_updated", {});
    await sendEvent(watcher, "snapshot_created", { color: "blue" });
    const second = await watch(seen?.id);
    const came = [];
    for (let count = 0; count < 3; count += 1) came.push((await second.events.next()).value?.data);
    // The last one that was seen comes once more.
    expect(came).toMatchObject([
      seen?.data,
      { event_type: "config_updated", left_out: [] },
      { event_type: "snapshot_created", event_data: {}, left_out: ["event_data.color"] },
    ]);
    second.stop();
  });

  it("is hidden once erased, purged from nothing else, and back after an undo", async () => {
    const client = newClient();
    const before = await readAll(theirs, client);
    const erase = (body: object) =>
      call("/api/v1/instance/erasure", theirs, client, { method: "POST", body: JSON.stringify(body) });
    expect((await erase({})).status).toBe(400);
    expect((await erase({ confirm: mine })).status).toBe(400);
    expect(await (await erase({ confirm: theirs, refuse: true })).json()).toMatchObject({
      code: "invalid_request",
    });
    const erasing = await erase({ confirm: theirs, refuse_events: true });
    expect(erasing.status).toBe(202);
    const receipt = await erasing.json();
    expect(receipt).toMatchObject({
      state: "hidden",
      refuses_events: true,
      counts: { events: before.length },
    });
    expect((await call("/api/v1/instance", theirs, client)).status).toBe(404);
    expect((await call("/api/v1/instance/events", theirs, client)).status).toBe(404);
    expect((await call("/api/v1/instance/export", theirs, client)).status).toBe(404);

    // Its engine goes on and notices nothing.
    expect(await sendEvent(theirs, "snapshot_created", {})).toBe(200);
    const found = await call(`/api/v1/erasures/${receipt.id}`, null, newClient());
    expect(await found.json()).toEqual(receipt);
    const undone = await call("/api/v1/instance/erasure", theirs, newClient(), { method: "DELETE" });
    expect(await undone.json()).toMatchObject({ undone: "restored", receipt: { state: "undone" } });
    const again = newClient();
    expect((await readAll(theirs, again)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(await sendEvent(theirs, "snapshot_created", {})).toBe(200);
    expect(await readAll(theirs, again)).toHaveLength(before.length + 1);
  });

  it("keeps a session that tells nothing, for its own pages alone", async () => {
    const first = await call("/instance", null, newClient());
    const ofForms = first.headers.get("set-cookie")?.split(";")[0] ?? "";
    const token = formTokenIn(await first.text());
    const open = (id: string, more: Record<string, string> = {}) =>
      call("/instance/open", null, newClient(), {
        method: "POST",
        body: new URLSearchParams({ id, [formTokenField]: token }).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded", cookie: ofForms, ...more },
      });
    const [known, other] = [await open(mine), await open(unknown)];
    const cookie = known.headers.get("set-cookie") ?? "";
    const otherCookie = other.headers.get("set-cookie") ?? "";
    expect(known.status).toBe(303);
    expect(known.headers.get("location")).toBe("/instance");
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=strict/i);
    expect(cookie).toMatch(/Path=\/instance;/);
    expect(cookie).not.toContain(mine);
    const about = (answer: Response, set: string) => ({
      status: answer.status,
      names: [...answer.headers.keys()],
      location: answer.headers.get("location"),
      cookieLength: set.replace(/Expires=[^;]*/i, "").length,
    });
    expect(about(known, cookie)).toEqual(about(other, otherCookie));
    expect((await open(mine, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await open(mine, { origin: "https://evil.example.org" })).status).toBe(403);
    expect((await open(mine, { origin: "null" })).status).toBe(403);
    expect((await open(mine, { cookie: "" })).status).toBe(403);

    const session = { headers: { cookie: cookie.split(";")[0] ?? "" } };
    const page = await call("/instance/timeline.json?limit=5", null, newClient(), session);
    expect((await page.json()).events).toHaveLength(5);
    expect(page.headers.get("referrer-policy")).toBe("same-origin");
    expect(page.headers.get("x-robots-tag")).toContain("noindex");
    const without = await call("/instance/timeline.json", null, newClient());
    const absent = await call("/instance/timeline.json", null, newClient(), {
      headers: { cookie: otherCookie.split(";")[0] ?? "" },
    });
    expect([without.status, absent.status]).toEqual([404, 404]);
    expect(await without.text()).toBe(await absent.text());
  });

  it("leaves no ID in the log, and roll-ups that agree with the events", async () => {
    await server.stop();
    for (const id of [mine, theirs, unknown]) expect(server.output()).not.toContain(id);
    const database = await installation.open();
    try {
      expect(await recount(database)).toEqual(noDifferences);
    } finally {
      await database.close();
    }
  });
});

/** Key order is not part of JSON's meaning. */
function canonical(value: object): string {
  return JSON.stringify(value, (_, part) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );
}

function withoutRest({ event_type, event_data }: EventJson): string {
  return canonical({ event_type, event_data });
}
