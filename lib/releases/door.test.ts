import { expect, it } from "vitest";
import { onDatabase } from "../database/testing/databases";
import { type Checked, pointsAbove, type Stage, scoreOf } from "../statistics/attacks/attack";
import { readingAttacks } from "../statistics/attacks/testing/every";
import { forgetPast } from "../statistics/attacks/testing/past";
import { doorOf, rulesOfProduction } from "../statistics/attacks/testing/rules";
import { hardly } from "../statistics/attacks/testing/scores";
import { makeWorld } from "../statistics/attacks/testing/world";
import { statistics } from "../statistics/declared/statistics";
import type { Door } from "../statistics/publish/door";
import { readSource } from "./make/readSource";
import { composeInMemory, type InMemory } from "./testing/inMemory";
import { releaseBase } from "./testing/published";

type Figures = Stage["figures"];

/** What an attack reads of a release in place of the pages. */
function readFrom(release: InMemory, pages: Figures): Figures {
  return {
    ...pages,
    async statistic(key, parameters = {}) {
      const page = await pages.statistic(key, parameters);
      const { weeks } = JSON.parse(release.text(`statistics/${key}.json`));
      const { edition, of, weighting } = page.view;
      const periods = page.periods.map((period) => {
        const week = weeks.find((one: { start: string }) => one.start === period.start);
        const found = week?.series.find(
          (one: { edition: string; of?: string; weighting?: string }) =>
            one.edition === edition && (one.of ?? of) === of && (one.weighting ?? weighting) === weighting,
        );
        const nothing = { n: null, outside: null, values: {}, shares: {}, medianClass: null, times: null };
        return { ...period, ...nothing, ...found };
      });
      return page.view.interval === "week" ? { ...page, periods } : page;
    },
  };
}

onDatabase((open) => {
  it("a release tells attacks no more than pages do: none that reads is better than a guess", async (context) => {
    const { database } = await open(context);
    const claims = new Map<string, Checked[]>();
    for (const seed of [1, 2, 3]) {
      const world = await makeWorld(database, { seed, rules: rulesOfProduction });
      for (const door of [1, 2, 3].map(doorOf)) {
        world.publishThrough(door);
        const release = await release_(door, world.stage.today());
        const stage = { ...world.stage, figures: readFrom(release, world.stage.figures) };
        for (const [name, { attack }] of Object.entries(readingAttacks)) {
          for (const claim of await attack(stage)) {
            const right = world.truth(claim.question);
            if (right !== null) claims.set(name, [...(claims.get(name) ?? []), { ...claim, right }]);
          }
        }
      }
      await forgetPast(database);
    }
    const scores = [...claims].map(([name, checked]) => [name, pointsAbove(scoreOf(checked))] as const);
    expect(scores.length).toBeGreaterThan(5);
    expect(scores.filter(([, points]) => points > hardly)).toEqual([]);

    async function release_(door: Door, today: string): Promise<InMemory> {
      const source = await readSource(database, {
        publication: { ...rulesOfProduction.publication, door },
        statistics,
        baseUrl: releaseBase,
        now: () => new Date(`${today}T12:00:00Z`),
      });
      if (source === null) throw new Error("nothing was published");
      return composeInMemory(source);
    }
  });

  it("changes no byte, whatever is sent, erased or bought afterwards", async (context) => {
    const { database } = await open(context);
    const { stage } = await makeWorld(database, { seed: 5, rules: rulesOfProduction });
    const options = { publication: rulesOfProduction.publication, statistics, baseUrl: releaseBase };
    const now = () => new Date(`${stage.today()}T12:00:00Z`);
    const make = async () => {
      const source = await readSource(database, { ...options, now });
      if (source === null) throw new Error("nothing was published");
      return (await composeInMemory(source)).files;
    };
    const before = await make();
    for (const victim of stage.victims.slice(0, 20)) await stage.erase(victim);
    for (const victim of stage.victims.slice(20, 40)) await stage.buyEdition(victim);
    await stage.send(
      Array.from({ length: 30 }, (_, index) => ({
        instanceId: `d${String(index).padStart(19, "0")}`,
        type: "engine_started" as const,
        time: `${stage.today()}T00:30:00.000Z`,
      })),
    );
    await stage.pass(0);
    expect(await make()).toEqual(before);
  });
});
