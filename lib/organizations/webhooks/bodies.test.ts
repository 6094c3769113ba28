import { expect, it } from "vitest";
import { readCaptures } from "../../catalogue/testing/captures";
import { secretsIn } from "../../catalogue/testing/secretsIn";
import { onDatabase } from "../../database/testing/databases";
import { changeBilling } from "../account/changeBilling";
import { grantSupport } from "../grants/grantSupport";
import { issueKey } from "../keys/issueKey";
import { listLinkedInstances } from "../links/listLinkedInstances";
import { lookAsSupport } from "../support/lookAsSupport";
import { openAtWork } from "../testing/atWork";
import { issueToken } from "../tokens/issueToken";
import { addWebhook, testWebhook } from "./changeWebhooks";
import { runWebhooks } from "./deliver";
import type { Post } from "./postSigned";
import { webhookEventNames } from "./webhookEvents";

const captures = readCaptures();
const address = "192.0.2.77";
const host = "unmistakable-host.example.org";

onDatabase((open) => {
  it("nothing that an engine sent, no name, key, token or address is in what webhooks are told, whatever engines send", async (test) => {
    const { acme, by, now, database, pass, send, refresh } = await openAtWork(open, test);
    const organizationId = acme.id;
    const { value: orgKey } = await issueKey(by(), { organizationId });
    const { value: token } = await issueToken(by(), {
      organizationId,
      name: "Unmistakable",
      isPersonal: true,
    });
    await refresh();
    const url = `https://${host}/unmistakable-path`;
    const wanted = { organizationId, url, events: webhookEventNames, silentHours: 1 };
    const { id, value: secret } = await addWebhook(by(), wanted);

    for (const { path, event, body } of captures) {
      if (event.startsWith("rpc/dblab_session")) continue;
      const sent = body
        .replaceAll("platform_access_token_example", token)
        .replaceAll("personal_token_example", token);
      const answer = await send(path.split("?")[0] ?? "", sent, { orgKey, address });
      expect([event, answer.status]).toEqual([event, 200]);
      pass(1 / 3600);
    }
    const linked = await listLinkedInstances(by(), { organizationId });
    expect(linked).not.toEqual([]);
    const number = linked[0]?.number ?? 0;
    const granted = { organizationId, reason: "an unmistakable reason", hours: 2, instances: [number] };
    await grantSupport(by("token Unmistakable"), granted);
    await lookAsSupport(by("support Unmistakable"), { alias: acme.alias, number, view: "Events" });
    await changeBilling(by(), { organizationId, state: "off" });
    await testWebhook(by(), { organizationId, id });
    await database.query(
      "insert into fold_mark select now() - interval '1 minute', max(fold) from event on conflict do nothing",
    );

    const posts: Post[] = [];
    const turn = () =>
      runWebhooks({
        ...{ database, now, pseudonyms: by().pseudonyms },
        async post(post) {
          posts.push(post);
          return { status: 200, problem: null };
        },
        turn: {
          goOn: async () => true,
          async write(write) {
            await database.transaction(write);
            return true;
          },
        },
      });
    // A turn has room for some of them.
    const turns = async () => {
      for (let before = -1; posts.length > before; ) {
        before = posts.length;
        await turn();
      }
    };
    await turns();
    pass(3);
    await turns();
    const told = posts.map(({ body }) => body);
    expect(new Set(told.map((body) => JSON.parse(body).type))).toEqual(
      new Set([...webhookEventNames, "test"]),
    );
    const kept = await database.query<{ body: string; line: string }>(
      "select body, to_jsonb(webhook_delivery)::text as line from webhook_delivery",
    );
    expect(kept.map(({ body }) => body).toSorted()).toEqual(told.toSorted());
    const secrets = [
      ...secretsIn(captures),
      ...linked.flatMap(({ instanceId, project }) => [instanceId, project ?? instanceId]),
      ...[orgKey, token, secret, address, host, acme.alias, acme.name, "Unmistakable", "unmistakable"],
    ];
    for (const text of [told.join("\n"), kept.map(({ line }) => line).join("\n")])
      for (const one of secrets) expect(text.includes(one), `${one.slice(0, 6)}…`).toBe(false);
  });
});
