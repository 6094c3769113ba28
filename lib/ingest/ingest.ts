import { type Catalogue, exampleInstanceIds, isHistory, catalogue as publishedCatalogue } from "../catalogue";
import { type Database, DatabaseUnavailable } from "../database/types";
import { type Answer, answerJson, answerProblem } from "../http/answerProblem";
import type { Pseudonyms } from "../settings/pseudonyms";
import { answerBatch, type ReadResult, type ReadRow } from "./answerBatch";
import { believeLinked } from "./believeLinked";
import { type Call, isPlatformCall, type PlatformCallName } from "./calls";
import type { Outcome } from "./commitQueue";
import type { Caller, PlatformCalls, Relay, TrustedSenders } from "./contracts";
import { DayCounter } from "./dayCounter";
import { Folds } from "./folds/folds";
import { type Entrance, Gate } from "./gate";
import { inSlices } from "./inSlices";
import { type EventRow, keepEvent } from "./keepEvent";
import { markRepeats } from "./markRepeats";
import { type Parsed, parseJson } from "./parseJson";
import { type Document, readBatch } from "./readBatch";
import { envelopeSchema, readEvent } from "./readEvent";
import { type Refusal, RefusedError, refuse } from "./refusal";
import { isCircle } from "./relayPath";
import { RowStore, type RowStoreOptions } from "./rowStore";
import { readText, tooLarge, type WireRequest } from "./wire";

export interface IngestOptions extends Omit<RowStoreOptions, "write" | "writers" | "noteHistory"> {
  readonly database: Pick<Database, "kind" | "query" | "sql" | "within" | "transaction">;
  readonly pseudonyms: Pseudonyms;
  readonly retentionDays: number;
  /** Events a minute; 0 switches the limit off. */
  readonly rateLimitInstance: number;
  readonly rateLimitAddress: number;
  /** Of an installation that publishes: strangers are counted by our clock. Without it every time is believed. */
  readonly publishing?: {
    /** A day, from one client network; 0 switches the limit off. */
    readonly newInstancesPerNetwork: number;
  };
  readonly catalogue?: Catalogue;
  readonly now?: () => Date;
  /** Without it Authorization is not looked at. */
  readonly senders?: TrustedSenders;
  /** Without it these calls are unknown. */
  readonly platformCalls?: PlatformCalls;
  /** What is stored is handed on to it before it is acknowledged, and so are calls. */
  readonly relay?: Relay;
  /** True for an instance whose events are answered and dropped, because its admin asked for it. */
  readonly isRefused?: (instanceKey: string) => boolean;
  /** Told which rows were just written. */
  readonly onStored?: (rows: readonly EventRow[]) => void;
  /** Told of each answer. @param ms from the request that was read to its answer */
  readonly onAnswered?: (call: Call["name"], status: number, ms: number) => void;
  /** Told why something was refused. */
  readonly onRefused?: (reason: string) => void;
  /** Told of which instances events were just counted. */
  readonly onCounted?: (keys: Iterable<string>) => void;
}

/** Rows of roll-ups in one statement, about. On a database with one session events wait for it. */
const partRows = 1_000;
const partRowsOfOneSession = 150;
/** Events in one statement on such a database: a single event waits for one of a large call, not for the call. */
const statementRowsOfOneSession = 200;

/** Receives events: from a request on the wire to rows on disk, and only then an answer. */
export class Ingest {
  readonly #options: IngestOptions;
  readonly #catalogue: Catalogue;
  readonly #now: () => Date;
  readonly #folds: Folds;
  readonly #store: RowStore;
  readonly #counter: DayCounter;
  readonly #gate: Gate;

  constructor(options: IngestOptions) {
    this.#options = options;
    const { database, pseudonyms, publishing, now = () => new Date() } = options;
    this.#catalogue = options.catalogue ?? publishedCatalogue;
    this.#now = now;
    const isEmbedded = database.kind === "embedded";
    this.#folds = new Folds({
      database,
      partRows: isEmbedded ? partRowsOfOneSession : partRows,
      ...(isEmbedded ? { statementRows: statementRowsOfOneSession } : {}),
      exampleKeys: new Set(exampleInstanceIds.map(pseudonyms.lookUpKey)),
      onError: options.onError,
      onCounted: options.onCounted,
    });
    this.#store = new RowStore({
      ...options,
      writers: isEmbedded ? 1 : 2,
      noteHistory: async (id) => options.senders?.noteHistory(id),
      write: async (rows, writing) => {
        const kept = rows.filter((row) => options.isRefused?.(row.instance_key) !== true);
        const repeated = await this.#folds.write(kept, writing);
        options.onStored?.(kept);
        return repeated;
      },
    });
    this.#counter = new DayCounter(database, now, options.onRefused);
    this.#gate = new Gate({
      ...options,
      now,
      newInstancesPerNetwork: publishing?.newInstancesPerNetwork ?? 0,
      isAway: () => this.isAway,
    });
  }

  /** True while events wait in the spool because the database does not take them. */
  get isAway(): boolean {
    return this.#store.isAway;
  }

  /** Rows that wait for a writer, by queue. */
  get queues(): RowStore["queues"] {
    return this.#store.queues;
  }

  /** What is written and not in the roll-ups yet. */
  get folds(): Folds["state"] {
    return this.#folds.state;
  }

  /** Answers one call; never rejects. What is acknowledged is on disk. */
  async handle(call: Call, request: WireRequest): Promise<Answer> {
    const startedAt = performance.now();
    const answer = await this.#answer(call, request);
    this.#options.onAnswered?.(call.name, answer.status, performance.now() - startedAt);
    return answer;
  }

  async #answer(call: Call, request: WireRequest): Promise<Answer> {
    try {
      if (call.name === "unknown") return this.#refuse(refuse("unknown_call"));
      if (request.method !== "POST") return this.#refuse(refuse("method_not_allowed"));
      const { relay } = this.#options;
      if (relay !== undefined && isCircle(request.relayPath ?? [], relay.id))
        return this.#refuse(refuse("relay_loop"));
      if (request.isOverBudget) return this.#refuse(refuse("queue_full"));
      if (!call.isBodyRead && isPlatformCall(call.name))
        return await this.#answerUnread(call, call.name, request);
      const text = readText(request, call.limitBytes);
      if (!text.ok) return this.#refuse(text.refusal);
      if (call.name === "telemetry_event") return await this.#receiveOne(text.value, request);
      if (call.name === "events") return await this.#receiveMany(text.value, request);
      return await this.#answerPlatform(call.name, text.value, request);
    } catch (error) {
      if (error instanceof RefusedError) return this.#refuse(error.refusal);
      if (error instanceof DatabaseUnavailable) return this.#refuse(refuse("database_unavailable"));
      this.#options.onError?.(error);
      return this.#refuse(refuse("internal"));
    }
  }

  /** Adds what was counted in memory to the database. What cannot be written waits for the next time. */
  async flushCounts(): Promise<void> {
    // What is noted of an instance depends on what is stored of it.
    await this.#folds.settle();
    await this.#counter.flush();
  }

  /** Resolves when what was acknowledged before is in the roll-ups, or could not be added to them now. */
  settle(): Promise<void> {
    return this.#folds.settle();
  }

  /** Counts events of processes that are gone. @param atStart before this process has taken any */
  adoptFolds(atStart = false): Promise<void> {
    return this.#folds.adopt(atStart);
  }

  /** Refuses new events with 503, writes and answers what waits, and adds the counts to the database. */
  async close(): Promise<void> {
    await this.#store.close();
    await this.#folds.close();
    await this.#counter.flush().catch(() => {});
  }

  async #receiveOne(text: string, request: WireRequest): Promise<Answer> {
    const [result = refuse("internal")] = await this.#readAll([() => parseJson(text)], request);
    if ("reason" in result) return this.#refuse(result);
    if ("repeats" in result) return answerJson({});
    const [outcome] = await this.#storeAll([result], request);
    return outcome === "failed" ? this.#refuse(refuse("internal")) : answerJson({});
  }

  async #receiveMany(text: string, request: WireRequest): Promise<Answer> {
    const documents = readBatch(text, request.contentType);
    if (!documents.ok) return this.#refuse(documents.refusal);
    if (documents.value.length === 0) {
      return this.#refuse(refuse("invalid_request", { message: "No event in the body" }));
    }
    const read = await this.#readAll(documents.value, request);
    const { response, refusals } = answerBatch(read, await this.#storeBatch(read, request));
    for (const refusal of refusals) this.#counter.countRefusal(refusal);
    return response;
  }

  /** Reads the documents of a call: which may be stored, which are stored, and why others are refused. */
  async #readAll(documents: readonly Document[], request: WireRequest): Promise<readonly ReadResult[]> {
    const entrance = await this.#gate.enter(request, documents.length);
    const { sender } = entrance;
    const { database, senders, publishing } = this.#options;
    const now = this.#now();
    const read = await inSlices(documents, (document) => this.#readOne(document(), now, entrance));
    const repeatsMarked = await markRepeats(database, read, this.isAway);
    const believed =
      sender === null || senders === undefined || publishing === undefined
        ? repeatsMarked
        : await believeLinked(repeatsMarked, sender, senders, this.isAway);
    const admitted = await this.#gate.admit(believed, request, entrance);
    for (const result of admitted) {
      if (!("row" in result)) continue;
      const paths = result.event?.unknownPaths ?? [];
      if (paths.length > 0 && this.#gate.isOwn(result.row.instance_key, entrance))
        this.#counter.countUnknownFields(result.row.event_type, paths, result.row.instance_key);
    }
    return admitted;
  }

  /** A batch is one submission: what is valid in it is stored together or not at all. */
  async #storeBatch(
    read: readonly ReadResult[],
    request: WireRequest,
  ): Promise<readonly Outcome[] | Refusal> {
    const valid = read.filter((result) => "row" in result);
    if (valid.length === 0) return [];
    try {
      return await this.#storeAll(valid, request);
    } catch (error) {
      if (error instanceof RefusedError) return error.refusal;
      throw error;
    }
  }

  /** Of a relay first in its queue: an event that is stored is a repeat when it is sent again, and not handed on then. */
  async #storeAll(read: readonly ReadRow[], request: WireRequest): Promise<readonly Outcome[]> {
    const { relay, isRefused } = this.#options;
    const events = read.flatMap(({ row, event }) =>
      event === undefined || isRefused?.(row.instance_key) === true ? [] : { row, event },
    );
    if (events.length > 0) await relay?.accept(events, keyOf(request), request.relayPath ?? []);
    return this.#store.store(read, keyOf(request));
  }

  async #answerPlatform(call: PlatformCallName, text: string, request: WireRequest): Promise<Answer> {
    const document = parseJson(text);
    if (!document.ok) return this.#refuse(document.refusal);
    return this.#askPlatform(call, document.value, request);
  }

  async #askPlatform(
    call: PlatformCallName,
    document: unknown,
    { address, orgKey, accessToken, relayPath = [] }: WireRequest,
  ): Promise<Answer> {
    const { platformCalls, relay } = this.#options;
    const caller: Caller = { address, orgKey, accessToken, relayPath };
    if (relay !== undefined) return relay.passOn(call, document, caller);
    if (platformCalls === undefined) return this.#refuse(refuse("unknown_call"));
    const answer = await this.#store.ask(
      () => platformCalls(call, document, caller),
      (outageCalls) => outageCalls.answer(call, document, caller),
    );
    return answerJson(answer);
  }

  /** Who calls is looked at first: of anybody else nothing is read. */
  async #answerUnread({ limitBytes }: Call, name: PlatformCallName, request: WireRequest): Promise<Answer> {
    const answer = await this.#askPlatform(name, undefined, request);
    if (answer.status !== 200) return answer;
    if ((await request.readPast?.()) === false) return this.#refuse(tooLarge(limitBytes));
    this.#counter.countCall(name);
    return answer;
  }

  #readOne(document: Parsed<unknown>, now: Date, entrance: Entrance): ReadResult {
    if (!document.ok) return document.refusal;
    const event = readEvent(document.value, {
      catalogue: this.#catalogue,
      now,
      retentionDays: this.#options.retentionDays,
    });
    if (!event.ok) {
      this.#noteUnknownType(document.value, event.refusal, entrance);
      return event.refusal;
    }
    const { pseudonyms, publishing } = this.#options;
    const { sender } = entrance;
    const isOperators = sender !== null && sender.organizationId === null;
    const row = keepEvent(event.value, pseudonyms, now, publishing === undefined || isOperators);
    const isOfHistory = isOperators && isHistory(new Date(row.event_time), now);
    return {
      row,
      instanceId: event.value.instanceId,
      event: event.value,
      ...(isOfHistory ? { historyOf: sender.id } : {}),
      ...(typeof sender?.organizationId === "number" ? { vouchedBy: sender.organizationId } : {}),
    };
  }

  #noteUnknownType(document: unknown, { reason, eventType }: Refusal, entrance: Entrance): void {
    if (reason !== "unknown_event_type" || eventType === "") return;
    const sender = senderSchema.safeParse(document).data;
    if (sender === undefined) return;
    const key = this.#options.pseudonyms.instanceKey(sender.instance_id);
    if (this.#gate.isOwn(key, entrance)) this.#counter.noteUnknown(key, eventType, "");
  }

  #refuse(refusal: Refusal): Answer {
    this.#counter.countRefusal(refusal);
    return answerProblem(refusal);
  }
}

const senderSchema = envelopeSchema.pick({ instance_id: true });

/** An organization's key; undefined without one. */
function keyOf({ orgKey }: WireRequest): string | undefined {
  return orgKey === "" ? undefined : orgKey;
}
