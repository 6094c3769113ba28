// `npm run bench:disclosure [fleets]`: how far published shares are from the truth, simulated beside what the methodology
// says, and how often the attacks of lib/statistics/attacks are right beside a guess, on more fleets than the tests have.
// Those that the rules do not stop are played last; `npm run bench:disclosure -- --write` plays them alone, and writes down
// what the methodology then says. Needs PostgreSQL's server programs.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../lib/database/openDatabase";
import { startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import { type Attack, pointsAbove, type Score } from "../lib/statistics/attacks/attack";
import { remaining } from "../lib/statistics/attacks/remaining";
import {
  actingAttacks,
  changingAttacks,
  readingAttacks,
  watchOrdinarily,
} from "../lib/statistics/attacks/testing/every";
import { type Play, play } from "../lib/statistics/attacks/testing/play";
import {
  playRemaining,
  remainingFleets,
  remainingNames,
  sayRemaining,
} from "../lib/statistics/attacks/testing/remaining";
import { doorOf, rulesOfProduction } from "../lib/statistics/attacks/testing/rules";
import { expectedError } from "../lib/statistics/publish/expectedError";
import { createNoise } from "../lib/statistics/publish/noise";

const isWriting = process.argv.includes("--write");
const fleets = isWriting ? remainingFleets : Number(process.argv[2] ?? remainingFleets);
const draws = 100_000;
const print = (line: string) => process.stdout.write(`${line}\n`);

print("Error of a published share, in points of per cent: simulated, expected");
for (const n of [50, 400, 2_000]) {
  for (const share of [0.1, 0.3, 0.5]) {
    const [simulated, expected] = [simulate(n, share), expectedError(n, share)].map((one) => one.toFixed(3));
    print(`  n = ${String(n).padStart(5)}, share ${share}: ${simulated}  ${expected}`);
  }
}

const cluster = await startScratchPostgres();
if (cluster === null) {
  print("PostgreSQL: no server binaries found, no attack played");
  process.exit(1);
}
const database = await openDatabase({
  databaseUrl: await cluster.createDatabase(),
  dataFolder: "",
  holder: "a benchmark",
});
const seeds = Array.from({ length: fleets }, (_, index) => index + 1);
const doors = seeds.slice(0, 5).map(doorOf);

print(`\nAttacks on ${fleets} fleets: right, a guess, points above it`);
const attacksOf = (listed: Readonly<Record<string, { readonly attack: Attack }>>) =>
  Object.fromEntries(Object.entries(listed).map(([name, { attack }]) => [name, attack]));
if (!isWriting) {
  await report({ ...attacksOf(readingAttacks), "asks who is at work": watchOrdinarily }, { doors });
  await report(attacksOf(changingAttacks));
  for (const [name, attack] of Object.entries(attacksOf(actingAttacks))) await report({ [name]: attack });
}
const scores: Record<string, Score> = {};
for (const name of remainingNames) {
  const score = await playRemaining(database, name, fleets);
  scores[name] = score;
  const isSaid = JSON.stringify(score) === JSON.stringify(remaining[name]);
  const beside =
    fleets !== remainingFleets ? "" : isSaid ? ", as the methodology says" : ", not as the methodology says";
  print(`  ${say(score)}  ${sayRemaining(name)}${beside}`);
}
if (isWriting) {
  const file = join(import.meta.dirname, "..", "lib", "statistics", "attacks", "remaining.json");
  writeFileSync(file, `${JSON.stringify(scores, null, 2)}\n`);
}
await database.close();
cluster.remove();

async function report(attacks: Readonly<Record<string, Attack>>, against: Partial<Play> = {}) {
  const scores = await play(database, attacks, { rules: rulesOfProduction, seeds, ...against });
  for (const [name, score] of Object.entries(scores)) print(`  ${say(score)}  ${name}`);
}

function say(score: Score): string {
  const percent = (part: number) => `${((part / Math.max(1, score.claims)) * 100).toFixed(1)}%`.padStart(6);
  const above = pointsAbove(score).toFixed(1).padStart(6);
  return `${String(score.claims).padStart(6)} claims ${percent(score.right)} ${percent(score.guessRight)} ${above}`;
}

/** Through the noise itself, of groups that have nothing to do with each other. */
function simulate(n: number, share: number): number {
  const noise = createNoise(createHash("sha256").update(`${n} ${share}`).digest());
  let error = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const ofClass = noise.ofCount(BigInt(draw * 2));
    const ofAll = noise.ofCount(BigInt(draw * 2 + 1));
    error += Math.abs((n * share + ofClass) / (n + ofAll) - share);
  }
  return (error / draws) * 100;
}
