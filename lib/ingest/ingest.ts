import { type Catalogue, isHistory, catalogue as publishedCatalogue } from "../catalogue";
import { DatabaseUnavailable, type Session } from "../database/types";
import { type Answer, answerJson, answerProblem } from "../http/answerProblem";
import { bearerToken } from "../http/bearer";
import { clientNetwork } from "../http/clientAddress";
import { createRateLimit, type RateLimit } from "../http/rateLimit";
import type { Pseudonyms } from "../settings/pseudonyms";
import { answerBatch, type ReadResult, type ReadRow } from "./answerBatch";
import { type Call, isPlatformCall, type PlatformCallName } from "./calls";
import { CommitQueue, type Outcome } from "./commitQueue";
import { DayCounter } from "./dayCounter";
import { type EventRow, keepEvent } from "./keepEvent";
import { createNewInstanceLimit, type NewInstanceLimit } from "./newInstances";
import { type Parsed, parseJson } from "./parseJson";
import { maximumBatchEvents, readBatch } from "./readBatch";
import { readEvent } from "./readEvent";
import { type Refusal, RefusedError, refuse } from "./refusal";
import { readText, tooLarge, type WireRequest } from "./wire";
import { writeEvents } from "./writeEvents";

/** What a request said of who calls. */
export interface Caller {
  /** The header Org-Key; a secret. */
  readonly orgKey: string | undefined;
  /** The header Access-Token; a secret. */
  readonly accessToken: string | undefined;
  /** See `clientAddress`; null where it is not known. */
  readonly address: string | null;
}

/** A relay or an importer whose times of events the operator believes. */
export interface TrustedSender {
  /** Writes down, durably, that it sends events which strangers would not be believed. */
  noteHistory(): Promise<void>;
}

export interface TrustedSenders {
  /** Whose token it is. Rejects with a RefusedError for a wrong one, and for a client that tried too many wrong ones. */
  identify(token: string, address: string | null): Promise<TrustedSender>;
}

/**
 * Answers the calls of engines with a key or token with the body that they need, or rejects with a RefusedError. A call
 * whose body is not read has no document.
 */
export type PlatformCalls = (call: PlatformCallName, document: unknown, caller: Caller) => Promise<object>;

/** Whose events carry a key. */
export interface EventLinks {
  /** The organization of a valid key; null without one, and for a key that is not valid. Rejects where it cannot be told now. */
  find(orgKey: string): Promise<EventLink | null>;
}

/** An organization whose key came with events. */
export interface EventLink {
  /** The edition of its instances. */
  readonly plan: string;
  /** Links instances, durably, where they are not linked yet and not another organization's. */
  link(
    instances: readonly { readonly key: string; readonly instanceId: string }[],
  ): Promise<ReadonlySet<string>>;
}

export interface IngestOptions {
  readonly database: Pick<Session, "query" | "within">;
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
  /** Rows that may wait for the writer. */
  readonly capacity?: number;
  /** From request to answer; an engine waits without a time-out of its own. */
  readonly deadlineMs?: number;
  /** Without it Authorization is not looked at. */
  readonly senders?: TrustedSenders;
  /** Without it these calls are unknown. */
  readonly platformCalls?: PlatformCalls;
  /** Without it an Org-Key is not looked at. */
  readonly eventLinks?: EventLinks;
  /** True for an instance whose events are answered and dropped, because its admin asked for it. */
  readonly isRefused?: (instanceKey: string) => boolean;
  /** Told which rows were just written. */
  readonly onStored?: (rows: readonly EventRow[]) => void;
  /** Told of failed writes and of faults; never gets anything that was sent. */
  readonly onError?: (error: unknown) => void;
}

/** From receipt to answer, whatever the database does. */
const answerWithinMs = 1_500;

/** Receives events: from a request on the wire to rows on disk, and only then an answer. */
export class Ingest {
  readonly #options: IngestOptions;
  readonly #catalogue: Catalogue;
  readonly #now: () => Date;
  readonly #queue: CommitQueue;
  readonly #counter: DayCounter;
  readonly #limitInstance: RateLimit;
  readonly #limitAddress: RateLimit;
  readonly #limitNew: NewInstanceLimit | null;

  constructor(options: IngestOptions) {
    this.#options = options;
    this.#catalogue = options.catalogue ?? publishedCatalogue;
    this.#now = options.now ?? (() => new Date());
    this.#queue = new CommitQueue({
      write: async (rows, writing) => {
        const kept = rows.filter((row) => options.isRefused?.(row.instance_key) !== true);
        const repeated = await writeEvents(options.database, kept, writing);
        options.onStored?.(kept);
        return repeated;
      },
      capacity: options.capacity ?? 10_000,
      batchRows: maximumBatchEvents,
      deadlineMs: options.deadlineMs ?? answerWithinMs,
      ...(options.onError === undefined ? {} : { onError: options.onError }),
    });
    this.#counter = new DayCounter(options.database, this.#now);
    this.#limitInstance = createRateLimit(options.rateLimitInstance);
    this.#limitAddress = createRateLimit(options.rateLimitAddress);
    const { database, publishing: { newInstancesPerNetwork: perNetworkAndDay = 0 } = {} } = options;
    this.#limitNew =
      perNetworkAndDay === 0 ? null : createNewInstanceLimit({ database, perNetworkAndDay, now: this.#now });
  }

  /** Answers one call; never rejects. What is acknowledged is on disk. */
  async handle(call: Call, request: WireRequest): Promise<Answer> {
    try {
      if (call.name === "unknown") return this.#refuse(refuse("unknown_call"));
      if (request.method !== "POST") return this.#refuse(refuse("method_not_allowed"));
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
  flushCounts(): Promise<void> {
    return this.#counter.flush();
  }

  /** Refuses new events with 503, writes and answers what waits, and adds the counts to the database. */
  async close(): Promise<void> {
    await this.#queue.close();
    await this.#counter.flush().catch(() => {});
  }

  async #receiveOne(text: string, request: WireRequest): Promise<Answer> {
    const sender = await this.#identify(request);
    const wait = await this.#addressWait(request, sender, 1);
    if (wait > 0) return this.#refuse(refuse("rate_limited_address", { retryAfterSeconds: wait }));
    const read = await this.#readOne(parseJson(text), this.#now(), sender);
    const [result = read] = await this.#admit([read], request, sender);
    if ("reason" in result) return this.#refuse(result);
    await noteHistory(sender, [result]);
    const [outcome] = await this.#queue.submit(await this.#link([result], request));
    return outcome === "failed" ? this.#refuse(refuse("internal")) : answerJson({});
  }

  async #receiveMany(text: string, request: WireRequest): Promise<Answer> {
    const documents = readBatch(text, request.contentType);
    if (!documents.ok) return this.#refuse(documents.refusal);
    if (documents.value.length === 0) {
      return this.#refuse(refuse("invalid_request", { message: "No event in the body" }));
    }
    const sender = await this.#identify(request);
    const wait = await this.#addressWait(request, sender, documents.value.length);
    if (wait > 0) return this.#refuse(refuse("rate_limited_address", { retryAfterSeconds: wait }));
    const now = this.#now();
    const all: ReadResult[] = [];
    for (const document of documents.value) all.push(await this.#readOne(document, now, sender));
    const read = await this.#admit(all, request, sender);
    await noteHistory(sender, read);
    const { response, refusals } = answerBatch(read, await this.#submitBatch(read, request));
    for (const refusal of refusals) this.#counter.countRefusal(refusal);
    return response;
  }

  /** A batch is one submission: what is valid in it is stored together or not at all. */
  async #submitBatch(
    read: readonly ReadResult[],
    request: WireRequest,
  ): Promise<readonly Outcome[] | Refusal> {
    const valid = read.filter((result) => "row" in result);
    if (valid.length === 0) return [];
    try {
      return await this.#queue.submit(await this.#link(valid, request));
    } catch (error) {
      if (error instanceof RefusedError) return error.refusal;
      throw error;
    }
  }

  /** The rows, with the edition of those that are linked to the organization whose key they came with. */
  async #link(read: readonly ReadRow[], { orgKey }: WireRequest): Promise<readonly EventRow[]> {
    const rows = read.map(({ row }) => row);
    const { eventLinks } = this.#options;
    if (eventLinks === undefined || orgKey === undefined || orgKey === "") return rows;
    const found = await eventLinks.find(orgKey);
    if (found === null) return rows;
    const linked = await found.link(
      read.map(({ row, instanceId }) => ({ key: row.instance_key, instanceId })),
    );
    return rows.map((row) => (linked.has(row.instance_key) ? { ...row, edition: found.plan } : row));
  }

  async #answerPlatform(
    call: PlatformCallName,
    text: string,
    { address, orgKey, accessToken }: WireRequest,
  ): Promise<Answer> {
    const { platformCalls } = this.#options;
    if (platformCalls === undefined) return this.#refuse(refuse("unknown_call"));
    const document = parseJson(text);
    if (!document.ok) return this.#refuse(document.refusal);
    return answerJson(await platformCalls(call, document.value, { address, orgKey, accessToken }));
  }

  /** Who calls is looked at first: of anybody else nothing is read. */
  async #answerUnread(
    { limitBytes }: Call,
    name: PlatformCallName,
    { address, orgKey, accessToken, readPast }: WireRequest,
  ): Promise<Answer> {
    const { platformCalls } = this.#options;
    if (platformCalls === undefined) return this.#refuse(refuse("unknown_call"));
    const answer = await platformCalls(name, undefined, { address, orgKey, accessToken });
    if ((await readPast?.()) === false) return this.#refuse(tooLarge(limitBytes));
    this.#counter.countCall(name);
    return answerJson(answer);
  }

  async #readOne(document: Parsed<unknown>, now: Date, sender: TrustedSender | null): Promise<ReadResult> {
    if (!document.ok) return document.refusal;
    const event = readEvent(document.value, {
      catalogue: this.#catalogue,
      now,
      retentionDays: this.#options.retentionDays,
    });
    if (!event.ok) return event.refusal;
    const { pseudonyms, publishing } = this.#options;
    const row = keepEvent(event.value, pseudonyms, now, publishing === undefined || sender !== null);
    const wait = await this.#limitInstance(row.instance_key, 1);
    if (wait > 0) {
      return refuse("rate_limited_instance", { eventType: row.event_type, retryAfterSeconds: wait });
    }
    if (event.value.unknownPaths.length > 0) {
      this.#counter.countUnknownFields(row.event_type, event.value.unknownPaths);
    }
    return { row, instanceId: event.value.instanceId };
  }

  #addressWait({ address }: WireRequest, sender: TrustedSender | null, events: number): Promise<number> {
    return address === null || sender !== null ? Promise.resolve(0) : this.#limitAddress(address, events);
  }

  /** Who of those that are trusted sends it; null without a token. */
  async #identify({ authorization, address }: WireRequest): Promise<TrustedSender | null> {
    const token = bearerToken(authorization);
    return token === null ? null : ((await this.#options.senders?.identify(token, address)) ?? null);
  }

  /** The same, with a refusal in place of each event of a new instance that is one too many for its network. */
  async #admit(
    read: readonly ReadResult[],
    { address }: WireRequest,
    sender: TrustedSender | null,
  ): Promise<readonly ReadResult[]> {
    if (this.#limitNew === null || address === null || sender !== null) return read;
    const keys = read.flatMap((result) => ("row" in result ? result.row.instance_key : []));
    if (keys.length === 0) return read;
    const { refused, retryAfterSeconds } = await this.#limitNew(clientNetwork(address), keys);
    return read.map((result) =>
      "row" in result && refused.has(result.row.instance_key)
        ? refuse("too_many_new_instances", { eventType: result.row.event_type, retryAfterSeconds })
        : result,
    );
  }

  #refuse(refusal: Refusal): Answer {
    this.#counter.countRefusal(refusal);
    return answerProblem(refusal);
  }
}

/** Before it is stored, so that whoever counts knows in time that more may come. */
async function noteHistory(sender: TrustedSender | null, read: readonly ReadResult[]): Promise<void> {
  const hasHistory = () =>
    read.some(
      (result) =>
        "row" in result && isHistory(new Date(result.row.event_time), new Date(result.row.received_at)),
    );
  if (sender !== null && hasHistory()) await sender.noteHistory();
}
