import { type EngineVersion, existsIn, type JsonObject } from "../../lib/catalogue";
import type { Build } from "./builds";
import type { FleetInstance } from "./fleet";
import type { FleetEvent } from "./fleetEvent";
import { laterPostgres, usedBytes } from "./machine";
import { alertPayload, type RefreshTrouble, startedPayload } from "./payloads";
import { SeededRandom } from "./seededRandom";
import { dayMs, hourMs, minuteMs } from "./time";
import { sendUnplayed } from "./unplayed";

interface Intent {
  readonly at: number;
  readonly act: (at: number) => void;
}

/** A clone that has not been destroyed. */
export interface OpenClone {
  readonly id: string;
  /** How long its creation took. */
  readonly seconds: number;
}

/**
 * One engine, lived through in order of time: what it does follows from the state it is in, so that a stop always tells
 * the time since its start, and nothing is sent that its version cannot send.
 */
export class EngineLife {
  readonly instance: FleetInstance;
  readonly random: SeededRandom;
  readonly clones = new Map<string, OpenClone>();
  readonly branches: string[] = [];
  readonly snapshots: string[] = [];
  /** When the data that clones are made of was last brought up to date. */
  dataFrom: number;
  #build: Build;
  #postgres: string;
  #startedAt = 0;
  #isRunning = false;
  #isGone = false;
  #isConfigured: boolean;
  readonly #intents: Intent[] = [];
  #sent: FleetEvent[] = [];
  #sentCount = 0;

  constructor(instance: FleetInstance, seed: number) {
    this.instance = instance;
    this.random = new SeededRandom(seed, 3, instance.index);
    const first = instance.upgrades[0];
    if (first === undefined) throw new RangeError("An instance runs a build from the beginning");
    this.#build = first.build;
    this.#postgres = instance.postgres;
    this.#isConfigured = instance.firstStart === "ready";
    this.dataFrom = instance.reportsFrom - hourMs;
    this.schedule(instance.reportsFrom, (at) => this.start(at));
    this.#scheduleUpgrades(first.build);
    this.#scheduleSilence();
    if (instance.leaves !== null) this.schedule(instance.leaves.at, (at) => this.#leave(at));
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Will not start again. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Running, and set up. */
  get isAtWork(): boolean {
    return this.#isRunning && this.#isConfigured;
  }

  get line(): EngineVersion {
    return this.#build.line;
  }

  can(since: EngineVersion): boolean {
    return existsIn(this.#build.line, since);
  }

  /** Plans something; it is dropped where the engine does not run at that moment, unless it is about running. */
  schedule(at: number, act: (at: number) => void): void {
    this.#intents.push({ at: Math.floor(at), act });
  }

  /** Acts on all that is planned before `until`, and on what follows from it; gives the events, in order of time. */
  liveUntil(until: number): FleetEvent[] {
    for (let intent = this.#takeNext(until); intent !== undefined; intent = this.#takeNext(until)) {
      intent.act(intent.at);
    }
    return this.takeSent();
  }

  #takeNext(until: number): Intent | undefined {
    let next: Intent | undefined;
    for (const intent of this.#intents) {
      if (intent.at < until && (next === undefined || intent.at < next.at)) next = intent;
    }
    if (next !== undefined) this.#intents.splice(this.#intents.indexOf(next), 1);
    return next;
  }

  /** The events sent since the last call. */
  takeSent(): FleetEvent[] {
    const sent = this.#sent;
    this.#sent = [];
    return sent;
  }

  send(at: number, type: string, data: JsonObject = {}): void {
    const { id: instanceId, silence } = this.instance;
    if (silence !== null && at >= silence.from && (silence.until === null || at < silence.until)) return;
    this.#sentCount += 1;
    const eventId = `demo-${this.#sentCount}`;
    this.#sent.push({ instanceId, at, type, data, eventId, origin: "engine", line: this.#build.line });
  }

  /** Sends after a while, if the engine still runs then. */
  sendLater(at: number, type: string, data: JsonObject = {}): void {
    this.schedule(at, (then) => {
      if (this.#isRunning) this.send(then, type, data);
    });
  }

  alert(at: number, trouble: RefreshTrouble): void {
    this.sendLater(at, "alert", alertPayload(trouble, { line: this.line, mode: this.instance.mode }));
  }

  /** Stops and starts again; a killed engine tells nothing of its end. */
  restart(at: number, downMs = this.random.between(8_000, 6 * minuteMs)): void {
    if (!this.#isRunning) return;
    this.stop(at, this.random.chance(0.24));
    this.schedule(at + downMs, (later) => this.start(later));
  }

  stop(at: number, isKilled: boolean): void {
    if (!this.#isRunning) return;
    this.#isRunning = false;
    if (isKilled) return;
    const uptime = (at - this.#startedAt) / 1000 + this.random.between(0.02, 0.8);
    this.send(at, "engine_stopped", { uptime: Number(uptime.toFixed(9)) });
  }

  start(at: number): void {
    if (this.#isRunning || this.#isGone) return;
    const { instance, random } = this;
    this.#build = instance.upgrades.findLast((upgrade) => upgrade.at <= at)?.build ?? this.#build;
    const hasNoPool = !this.#isConfigured && instance.firstStart === "no pool";
    const facts = {
      build: this.#build,
      cpu: instance.machine.cpu,
      memoryBytes: instance.machine.memoryBytes,
      postgres: this.#isConfigured ? this.#postgres : random.pick(["unknown", "unknown", ""]),
      fsType: hasNoPool ? ("" as const) : instance.machine.fsType,
      pools: hasNoPool ? 0 : instance.machine.pools,
      totalBytes: hasNoPool ? 0 : instance.machine.poolBytes,
      usedBytes: this.#usedBytes(at, hasNoPool),
      ...(this.#isConfigured
        ? { mode: instance.mode, timetable: instance.timetable, jobs: instance.jobs }
        : { mode: "unknown" as const, timetable: { line: "" }, jobs: null }),
    };
    this.#isRunning = true;
    this.#startedAt = at;
    this.send(at, "engine_started", startedPayload(facts));
    if (hasNoPool) this.alert(at + 2_000, "no pool at start");
    else if (this.#isConfigured && random.chance(0.012)) this.alert(at + 4 * minuteMs, "first retrieval");
    if (!this.#isConfigured) this.#setUp(at);
    sendUnplayed(this, at);
  }

  #usedBytes(at: number, hasNoPool: boolean): number {
    const { machine, installedAt } = this.instance;
    if (hasNoPool) return 0;
    if (!this.#isConfigured) return Math.round(machine.poolBytes * 0.0002);
    return usedBytes(machine, this.random, at - installedAt);
  }

  /** Somebody sets retrieval up in the engine's pages; what it starts with shows from the next start on. */
  #setUp(startedAt: number): void {
    const { random, instance } = this;
    const at = startedAt + random.between(6, 90) * minuteMs;
    this.schedule(at, (now) => {
      if (!this.#isRunning) return;
      if (this.can("4.2.0")) this.send(now, "config_probed", { provider: instance.provider });
      if (this.can("4.0.0")) this.sendLater(now + 40_000, "config_updated");
      this.#isConfigured = true;
      if (instance.firstStart === "no pool") {
        this.schedule(now + 45_000, (then) => this.restart(then));
        return;
      }
      this.schedule(now + random.between(0.5, 5) * hourMs, (then) => {
        this.dataFrom = then;
        this.sendLater(then, "snapshot_created");
      });
      this.schedule(now + random.between(0.4, 6) * dayMs, (then) => this.restart(then));
    });
  }

  #scheduleUpgrades(first: Build): void {
    for (const { at, build } of this.instance.upgrades) {
      if (build === first || at <= this.instance.reportsFrom) continue;
      this.schedule(at, (now) => {
        if (this.random.chance(0.09)) this.#postgres = laterPostgres(this.random, this.#postgres, now);
        this.restart(now);
      });
    }
  }

  /** Switched on again at a restart, which is also how 3.0 to 3.3 take a new address. */
  #scheduleSilence(): void {
    const until = this.instance.silence?.until ?? null;
    if (until === null) return;
    this.schedule(until - 1, (at) => this.stop(at, true));
    this.schedule(until, (at) => this.start(at));
  }

  #leave(at: number): void {
    this.stop(at, this.instance.leaves?.how === "vanished");
    this.#isGone = true;
  }
}
