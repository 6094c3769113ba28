import { openDatabase } from "../../database/openDatabase";
import { takeTurn } from "../../jobs/lease";
import { rulesOfProduction } from "../../statistics/attacks/testing/rules";
import { statistics } from "../../statistics/declared/statistics";
import { makeReleases } from "../makeReleases";
import { releaseBase } from "./published";

/** A process for tests to kill: makes the release that is due at the time given as second argument, and tells its id. */
const [databaseUrl = "", now = ""] = process.argv.slice(2);
const database = await openDatabase({ databaseUrl, dataFolder: "", holder: "the maker" });
const { publication } = rulesOfProduction;
const options = { publication, statistics, baseUrl: releaseBase, now: () => new Date(now) };
const id = await takeTurn(database, "releases", (turn) => makeReleases(database, turn, options));
process.stdout.write(`${id}\n`);
await database.close();
