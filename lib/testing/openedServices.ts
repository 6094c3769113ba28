import { Readable } from "node:stream";
import { expect, onTestFinished, type TestContext, vi } from "vitest";
import { catalogue } from "../catalogue";
import { readEventCaptures } from "../catalogue/testing/captures";
import { firstDayKept } from "../database/partitions";
import type { OpenFresh } from "../database/testing/databases";
import { rebuildRollUps } from "../ingest/rebuildRollUps";
import type { OpenInstance } from "../instances/lookUp/lookUp";
import { openBothSides } from "../openServices";

/** That captured engines have. */
export const instanceId = "c6vq1tqs0qtc73dlqkpg";
export const operatorToken = "an operator's token of forty characters.";

const captures = readEventCaptures();

/** Of every type what an engine sends: as one was captured, else the catalogue's example. */
export const bodies = catalogue.types.map(({ name, example }) => {
  const captured = captures.findLast(({ event }) => event === name)?.body;
  return captured ?? JSON.stringify({ instance_id: instanceId, event_type: name, event_data: example });
});
/** The services as a process opens them, on the database of the test. What they log as a fault fails it. */
export async function openOn(open: OpenFresh, test: TestContext) {
  const { database, options } = await open(test);
  await database.close();
  const services = await openBothSides({
    DATA_DIR: options.dataFolder || undefined,
    SPOOL_LIMIT: options.dataFolder ? undefined : "0",
    DATABASE_URL: options.databaseUrl,
    SESSION_SECRET: "a session secret of some forty characters",
    INSTANCE_ID_PEPPER: "a pepper of thirty-two characters",
    OPERATOR_TOKEN: operatorToken,
    LOG_LEVEL: "silent",
  });
  const faults = vi.spyOn(services.log, "error");
  onTestFinished(async () => {
    await services.close();
    // A busy machine may be too slow for a turn of a job, which is then tried again: nobody's fault. Nor is it that the
    // clock of a test is not its database's.
    const isFault = ([told]: readonly unknown[]) =>
      !/DatabaseUnavailable|ClocksDiffer|ClockJumped/.test(JSON.stringify(told));
    expect(faults.mock.calls.filter(isFault)).toEqual([]);
  });
  const send = async (
    path: string,
    body: string | object,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const answer = await services.receive({
      method: "POST",
      path,
      peer: "192.0.2.1",
      body: Readable.from([Buffer.from(typeof body === "string" ? body : JSON.stringify(body))]),
      header: (name) => headers[name],
    });
    // What is looked at next is looked at a moment later, on a busy machine after a way through the spool.
    await expect
      .poll(() => [services.ingest.isAway, services.ingest.spoolState?.records ?? 0])
      .toEqual([false, 0]);
    await services.ingest.settle();
    return { status: answer?.status, body: JSON.parse(answer?.body ?? "null") };
  };
  return {
    ...services,
    send,
    /** One event of each type. */
    async sendAll() {
      for (const body of bodies) {
        expect(await send("/api/rpc/telemetry_event", body), body).toEqual({ status: 200, body: {} });
      }
    },
    async lookUp(): Promise<OpenInstance | null> {
      const found = await services.instances.lookUp(` ${instanceId}\n`, "192.0.2.1");
      return found.kind === "found" ? found.instance : null;
    },
    async checkRollUps() {
      const horizon = await firstDayKept(services.database);
      return rebuildRollUps(services.database, { horizon, checkOnly: true });
    },
  };
}
