import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  embeddedInstallation,
  type Installation,
  postgresInstallation,
} from "../../e2e/support/installation";
import {
  execute,
  type ScratchOptions,
  type ScratchPostgres,
  startScratchPostgres,
} from "../../lib/database/testing/scratchPostgres";
import { cpuSeconds } from "../cpu";
import { startBareServer, startService, type Target } from "../targets";
import type { Figure, Floor } from "./report";

/** How long and how often, as the command line says it. */
export interface BenchOptions {
  readonly seconds: number;
  readonly rounds: number;
  /** How many events are stored where it is about that. */
  readonly events: number;
}

export interface Section {
  readonly title: string;
  measure(bench: Bench): Promise<void>;
}

/** What one section measures with: everything that it opens ends with it. */
export class Bench {
  readonly #figures: Figure[] = [];
  readonly #aside: Figure[] = [];
  readonly #ends: (() => unknown)[] = [];
  readonly #postmasters = new Map<Target, number>();

  constructor(readonly options: BenchOptions) {}

  note(of: string, measure: string, value: number, floor?: Floor): void {
    this.#figures.push({ of, measure, value, ...(floor === undefined ? {} : { floor }) });
  }

  /** What was noted, and last what explains it. */
  get figures(): readonly Figure[] {
    return [...this.#figures, ...this.#aside];
  }

  /** Shows what is done, at a terminal alone. */
  progress(line: string): void {
    if (process.stderr.isTTY) process.stderr.write(`\r  ${line}\u001b[K`);
  }

  open<Opened>(opened: Opened, end: (opened: Opened) => unknown): Opened {
    this.#ends.push(() => end(opened));
    return opened;
  }

  async bare(): Promise<Target> {
    return this.open(await startBareServer(), (target) => target.stop());
  }

  async postgres(options: ScratchOptions = {}): Promise<ScratchPostgres> {
    const cluster = await startScratchPostgres(options);
    if (cluster === null) throw new Error("PostgreSQL: no server binaries found");
    return this.open(cluster, (one) => one.remove());
  }

  async installation(on: ScratchPostgres | "embedded"): Promise<Installation> {
    const made =
      on === "embedded" ? await embeddedInstallation() : postgresInstallation(await on.createDatabase());
    return this.open(made, (one) => one.remove());
  }

  async service(
    name: string,
    installation: Installation,
    settings?: Readonly<Record<string, string>>,
  ): Promise<Target> {
    const target = await startService(name, installation, settings);
    const { DATABASE_URL: url } = installation.environment;
    if (url !== undefined) this.#postmasters.set(target, await postmasterOf(url));
    return this.open(target, (one) => one.stop());
  }

  /** Both kinds, each with nothing stored. */
  async services(): Promise<Target[]> {
    const cluster = await this.postgres();
    return [
      await this.service("PostgreSQL", await this.installation(cluster)),
      await this.service("embedded", await this.installation("embedded")),
    ];
  }

  /** Says what share of one processor each part took meanwhile; nothing where the system does not tell. */
  async noteProcessors<Found>(target: Target, work: () => Promise<Found>): Promise<Found> {
    const read = () => ({
      generator: cpuSeconds(process.pid, { withChildren: false }),
      front: cpuSeconds(target.pid, { withChildren: false }),
      pages: cpuSeconds(target.pid) - cpuSeconds(target.pid, { withChildren: false }),
      PostgreSQL: cpuSeconds(this.#postmasters.get(target)),
    });
    const [before, startedAt] = [read(), performance.now()];
    const found = await work();
    const [after, seconds] = [read(), (performance.now() - startedAt) / 1000];
    for (const part of Object.keys(before) as (keyof typeof before)[]) {
      const taken = after[part] - before[part];
      if (after[part] > 0)
        this.#aside.push({ of: target.name, measure: `processors: ${part}`, value: taken / seconds });
    }
    return found;
  }

  async end(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }
}

async function postmasterOf(url: string): Promise<number> {
  const [row] = (await execute(url, "select current_setting('data_directory') as folder")) as {
    folder: string;
  }[];
  return Number(readFileSync(join(row?.folder ?? "", "postmaster.pid"), "utf8").split("\n")[0]);
}
