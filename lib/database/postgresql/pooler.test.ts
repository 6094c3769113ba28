import { expect, it, onTestFinished } from "vitest";
import { scratchServer } from "../testing/databases";
import { throughPgBouncer } from "../testing/pgBouncer";
import { execute } from "../testing/scratchPostgres";
import { StartError } from "../types";
import { openPostgres } from "./openPostgres";

const server = scratchServer();
const nameOf = (url: string) => new URL(url).pathname.slice(1);

it("through PgBouncer in transaction mode statements have what they need, on whichever session", async (context) => {
  const direct = await server(context).createDatabase();
  await execute(direct, `alter database ${nameOf(direct)} set datestyle to 'German'`);
  await execute(direct, `alter database ${nameOf(direct)} set timezone to 'Asia/Kolkata'`);
  const url = await throughPgBouncer(direct, context, ["pool_mode = transaction", "default_pool_size = 3"]);
  const lines: string[] = [];
  const database = await openPostgres(url, (line) => lines.push(line));
  onTestFinished(() => database.close());
  const insert = "insert into refusal_day values ('2026-01-01', $1, '', '', 1)";
  // Three sessions of the server for ten connections of ours; a statement of the same name on each.
  const each = async (work: (n: number) => Promise<unknown>) => {
    // Eight at a time: nobody waits for a connection of ours, and all of them for the server's.
    const lanes = Array.from({ length: 8 }, async (_, lane) => {
      for (let n = lane; n < 64; n += 8) await work(n);
    });
    await Promise.all(lanes);
  };
  await each((n) => database.query(insert, [String(n)], { name: "insert" }));
  await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      database.transaction(async ({ prisma, prepared }) => {
        await prisma.refusalDay.updateMany({
          where: { reason: String(n) },
          data: { refusals: { increment: 1 } },
        });
        const row = await prepared("read")
          .selectFrom("refusal_day")
          .select(["day", "refusals"])
          .where("reason", "=", String(n))
          .executeTakeFirst();
        expect(row).toEqual({ day: "2026-01-01", refusals: 2 });
      }),
    ),
  );
  expect(await database.query("show timezone")).toEqual([{ TimeZone: "UTC" }]);
  const [row] = await database.query<{ n: number }>("select count(*) as n from refusal_day");
  expect(row?.n).toBe(64);
  expect(await database.prisma.refusalDay.findFirst({ where: { reason: "7" } })).toMatchObject({
    day: new Date("2026-01-01"),
  });
  expect(lines).toEqual([expect.stringMatching(/^Applying /)]);
});

it("of several simultaneous starts through it each succeeds", async (context) => {
  const url = await throughPgBouncer(await server(context).createDatabase(), context);
  const opened = await Promise.all([1, 2, 3].map(() => openPostgres(url)));
  await Promise.all(opened.map((database) => database.close()));
});

it("what it cannot keep for us is named at the start, with the line that helps", async (context) => {
  const direct = await server(context).createDatabase();
  const name = nameOf(direct);
  await execute(direct, `alter database ${name} set default_transaction_isolation to serializable`);
  const url = await throughPgBouncer(direct, context);
  const opening = openPostgres(`${url}?schema=own`);
  await expect(opening).rejects.toBeInstanceOf(StartError);
  await expect(opening).rejects.toThrow(
    `run alter role "postgres" in database "${name}" set default_transaction_isolation = 'read committed'; alter role "postgres" in database "${name}" set search_path = 'own';`,
  );
  await execute(
    direct,
    `alter role postgres in database ${name} set default_transaction_isolation = 'read committed'`,
  );
  await execute(direct, `alter role postgres in database ${name} set search_path = 'own'`);
  const again = await throughPgBouncer(direct, context);
  const database = await openPostgres(`${again}?schema=own`);
  onTestFinished(() => database.close());
  expect(await database.prisma.refusalDay.count()).toBe(0);
});

it("a parameter that it refuses is named", async (context) => {
  const url = await throughPgBouncer(await server(context).createDatabase(), context);
  const opening = openPostgres(`${url}?options=-c%20work_mem%3D8MB`, undefined, { mayBeAway: true });
  await expect(opening).rejects.toBeInstanceOf(StartError);
  await expect(opening).rejects.toThrow("unsupported startup parameter");
});
