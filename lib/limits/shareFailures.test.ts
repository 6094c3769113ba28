import { expect, it } from "vitest";
import { forEachDatabase } from "../database/testing/databases";
import { answeredBy } from "../database/testing/watched";
import { DatabaseUnavailable, type Session } from "../database/types";
import { createGuessLimit, createSecretLimit } from "../http/failureLimit";
import { createPseudonyms } from "../settings/pseudonyms";
import { createFailureSharing } from "./shareFailures";

const pseudonyms = createPseudonyms("a pepper of tests, at least 32 characters");
const limits = { perClient: 10, perNetwork: 100, perRegion: 100 };
const kinds = { "of guesses": createGuessLimit, "of wrong secrets": createSecretLimit } as const;

/** A process with a limit, which has told of a failure before it answers the next attempt. */
function openProcess(database: Pick<Session, "query">, create: typeof createGuessLimit) {
  const told: unknown[] = [];
  let telling: Promise<unknown> = Promise.resolve();
  const query: Session["query"] = (...asked) => {
    const running = database.query(...asked);
    telling = running.catch(() => {});
    return running as ReturnType<typeof database.query<never>>;
  };
  const share = createFailureSharing({ query }, { pseudonyms, onError: (error) => told.push(error) });
  const limit = create(limits, undefined, share("test"));
  return {
    told,
    async fail(client: string): Promise<boolean> {
      const attempt = await limit.attempt(
        client,
        async () => "wrong",
        () => true,
      );
      await new Promise((resolve) => setImmediate(resolve));
      await telling;
      return "value" in attempt;
    },
  };
}

forEachDatabase((open) => {
  it.for(Object.entries(kinds))(
    "lets somebody fail as often at three processes as at one, %s",
    async ([, create], context) => {
      const { database } = await open(context);
      const processes = [1, 2, 3].map(() => openProcess(database, create));
      let failures = 0;
      for (let turn = 0; turn < 30; turn += 1)
        if (await processes[turn % 3]?.fail("192.0.2.1")) failures += 1;
      expect(failures).toBeGreaterThanOrEqual(limits.perClient);
      expect(failures).toBeLessThanOrEqual(limits.perClient + 2);
      expect(await processes[0]?.fail("198.51.100.1")).toBe(true);
      expect(processes.flatMap(({ told }) => told)).toEqual([]);
    },
  );

  it("stores no address, and a budget begins anew after its minute", async (context) => {
    const { database } = await open(context);
    const { fail } = openProcess(database, createSecretLimit);
    for (let times = 0; times < 12; times += 1) await fail("192.0.2.77");
    const rows = await database.query<{ failures: number }>("select * from failure_count order by failures");
    expect(JSON.stringify(rows)).not.toContain("192.0.2");
    expect(rows.map(({ failures }) => failures)).toEqual([10, 10, 10]);
    await database.query("update failure_count set ends_at = ends_at - interval '3 minutes'");
    const other = openProcess(database, createSecretLimit);
    expect(await other.fail("192.0.2.77")).toBe(true);
    expect(await database.query("select failures from failure_count")).toEqual([
      { failures: 1 },
      { failures: 1 },
      { failures: 1 },
    ]);
    await database.query("update failure_count set ends_at = ends_at - interval '3 minutes'");
    await other.fail("203.0.113.1");
    expect(await database.query("select from failure_count")).toHaveLength(3);
  });
});

it("counts alone while the database is away", async () => {
  const away = answeredBy(() => Promise.reject(new DatabaseUnavailable("away")));
  const { fail, told } = openProcess(away, createSecretLimit);
  const results = [];
  for (let times = 0; times < 12; times += 1) results.push(await fail("192.0.2.1"));
  expect(results.filter((isLet) => isLet)).toHaveLength(limits.perClient);
  expect(told).toEqual([]);
});
