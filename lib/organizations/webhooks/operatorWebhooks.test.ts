import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { contextFor } from "../testing/atWork";
import { collectDeliveries } from "./collect";
import { listDeliveries, listWebhooks } from "./listWebhooks";
import { addOperatorWebhook, removeOperatorWebhook, testOperatorWebhook } from "./operatorWebhooks";

const now = new Date("2026-11-30T12:00:00Z");
const about = JSON.stringify({ changes: { added: ["2026-11-16"], revised: [], format: [] }, files: 3 });

onDatabase((open) => {
  it("the operator's webhooks are told of each release once, of none before them, and of nothing else", async (test) => {
    const { database } = await open(test);
    const context = contextFor(database, now);
    const publish = (number: number) =>
      database.query("insert into release values ($1, $2, $3, $4::jsonb, $5)", [
        `2026-11-30.${number}`,
        number,
        now,
        about,
        createHash("sha256").update(String(number)).digest("hex"),
      ]);
    const collect = () => database.transaction((session) => collectDeliveries(session, now));
    await publish(1);
    const { id, value } = await addOperatorWebhook(context, { url: "https://hooks.example.org/secret" });
    expect(value).toMatch(/^whsec_/);
    await collect();
    await publish(2);
    await publish(3);
    await collect();
    await collect();
    const part = { after: null, take: 10 };
    const deliveries = await listDeliveries(context, { organizationId: null, part });
    expect(deliveries.map(({ event, host, state }) => [event, host, state])).toEqual([
      ["release.published", "hooks.example.org", "waiting"],
      ["release.published", "hooks.example.org", "waiting"],
    ]);
    const bodies = await database.query<{ body: string }>("select body from webhook_delivery");
    expect(
      bodies
        .map(({ body }) => JSON.parse(body))
        .toSorted((one, other) => one.data.number - other.data.number),
    ).toMatchObject([
      {
        type: "release.published",
        data: { number: 2, path: "/releases/2026-11-30.2", added: ["2026-11-16"] },
      },
      { type: "release.published", data: { number: 3 } },
    ]);
    await testOperatorWebhook(context, { id });
    expect(await listWebhooks(context, { organizationId: null })).toMatchObject([{ id, waiting: 3 }]);
    expect(await listWebhooks(context, { organizationId: 1 })).toEqual([]);
    await removeOperatorWebhook(context, { id });
    expect(await database.query("select from webhook_delivery")).toEqual([]);
    await expect(removeOperatorWebhook(context, { id })).rejects.toMatchObject({ problem: "no-webhook" });
    await expect(addOperatorWebhook(context, { url: "ftp://x" })).rejects.toMatchObject({
      problem: "webhook-url",
    });
  });
});
