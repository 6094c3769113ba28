import { bearerToken } from "../http/bearer";
import { clientNetwork } from "../http/clientAddress";
import { createRateLimit, type Taken } from "../http/rateLimit";
import type { ReadResult, ReadRow } from "./answerBatch";
import type { EventLinks, TrustedSender, TrustedSenders } from "./contracts";
import { createNewInstanceLimit } from "./newInstances";
import { type Refusal, RefusedError, refuse } from "./refusal";
import type { WireRequest } from "./wire";

type NewInstanceOptions = Parameters<typeof createNewInstanceLimit>[0];

interface GateOptions extends Omit<NewInstanceOptions, "perNetworkAndDay"> {
  /** Events a minute; 0 switches the limit off. */
  readonly rateLimitInstance: number;
  readonly rateLimitAddress: number;
  /** A day, from one client network; 0 switches the limit off. */
  readonly newInstancesPerNetwork: number;
  /** Without it Authorization is not looked at. */
  readonly senders?: TrustedSenders;
  /** Whose key comes with events; without it nobody's. */
  readonly eventLinks?: Pick<EventLinks, "holderOf" | "ownerOf">;
  /** True while the database would not answer which instances are new: nobody is refused for it. */
  readonly isAway: () => boolean;
}

/** Who sends a call, and how much of it. */
export interface Entrance {
  /** Of those that are trusted; null without a token. */
  readonly sender: TrustedSender | null;
  /** The organization whose key came; null without a valid one. */
  readonly holder: number | null;
  /** So many events the client's address may still send. */
  readonly room: number;
  /** Until there is more; 0 where all have room. */
  readonly retryAfterSeconds: number;
}

/** Events a minute that name an instance and come without the key that its engine sends. They only tell that there are such. */
const keylessPerMinute = 10;

/** Who may send, and how much: senders' tokens and all limits. */
export class Gate {
  readonly #options: GateOptions;
  readonly #limitInstance;
  readonly #limitKeyless;
  readonly #limitAddress;
  readonly #limitNew;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#limitInstance = createRateLimit(options.rateLimitInstance);
    this.#limitKeyless = createRateLimit(keylessPerMinute);
    this.#limitAddress = createRateLimit(options.rateLimitAddress);
    const { newInstancesPerNetwork: perNetworkAndDay } = options;
    this.#limitNew = perNetworkAndDay === 0 ? null : createNewInstanceLimit({ ...options, perNetworkAndDay });
  }

  /**
   * Looks at who sends a call, and takes room for its events from the minute of the client's address.
   * @throws RefusedError for a wrong token, and where the address has no room for a single event
   */
  async enter({ authorization, address, orgKey }: WireRequest, events: number): Promise<Entrance> {
    const token = bearerToken(authorization);
    const { senders, isAway } = this.#options;
    const sender = token === null ? null : ((await senders?.identify(token, address, isAway())) ?? null);
    const isOperators = sender !== null && sender.organizationId === null;
    const holder = (await this.#holderOf(orgKey)) ?? sender?.organizationId ?? null;
    if (address === null || isOperators) return { sender, holder, room: events, retryAfterSeconds: 0 };
    const { taken, retryAfterSeconds } = await this.#limitAddress(address, events);
    if (taken === 0) throw new RefusedError(refuse("rate_limited_address", { retryAfterSeconds }));
    return { sender, holder, room: taken, retryAfterSeconds };
  }

  /**
   * The same, with a refusal in place of each event that is too many: for the client's address, for its network's new
   * instances, for an instance. Repeats are none of them, so that what is sent again is done with at last.
   */
  async admit(
    read: readonly ReadResult[],
    { address }: WireRequest,
    { holder, room, retryAfterSeconds }: Entrance,
  ): Promise<readonly ReadResult[]> {
    let left = room;
    const withRoom = refuseRows(read, () => {
      left -= 1;
      return left >= 0 ? null : refuse("rate_limited_address", { retryAfterSeconds });
    });
    const known = await this.#admitInstances(withRoom, address);
    return this.#admitEvents(known, holder);
  }

  /** False for what names an instance and comes without the key that its engine sends. */
  isOwn(instanceKey: string, { holder }: Pick<Entrance, "holder">): boolean {
    const owner = this.#options.eventLinks?.ownerOf(instanceKey);
    return owner === undefined || owner === holder;
  }

  async #holderOf(orgKey: string | undefined): Promise<number | null> {
    if (orgKey === undefined) return null;
    const { eventLinks, isAway } = this.#options;
    return (await eventLinks?.holderOf(orgKey, isAway())) ?? null;
  }

  /** An ID is no secret: what comes with its organization's key has a budget that nobody else can use up. */
  #takeEvents(key: string, holder: number | null, events: number): Promise<Taken> {
    if (!this.isOwn(key, { holder })) return this.#limitKeyless(key, events);
    return this.#limitInstance(holder === null ? key : `${holder} ${key}`, events);
  }

  async #admitInstances(read: readonly ReadResult[], address: string | null) {
    if (this.#limitNew === null || address === null || this.#options.isAway()) return read;
    // Whose times are believed is no stranger.
    const ofStrangers = rowsOf(read).filter(({ row }) => row.counted_by !== "event_time");
    const keys = ofStrangers.map(({ row }) => row.instance_key);
    if (keys.length === 0) return read;
    const { refused, retryAfterSeconds } = await this.#limitNew(clientNetwork(address), keys);
    return refuseRows(read, ({ row }) =>
      refused.has(row.instance_key) ? refuse("too_many_new_instances", { retryAfterSeconds }) : null,
    );
  }

  async #admitEvents(read: readonly ReadResult[], holder: number | null) {
    const wanted = new Map<string, number>();
    for (const { row } of rowsOf(read)) wanted.set(row.instance_key, (wanted.get(row.instance_key) ?? 0) + 1);
    const limits = new Map<string, { left: number; readonly refusal: Refusal }>();
    for (const [key, events] of wanted) {
      const { taken, retryAfterSeconds } = await this.#takeEvents(key, holder, events);
      if (taken === events) continue;
      // What waits for another try in a relay would hold up all that is behind it.
      const refusal = this.isOwn(key, { holder })
        ? refuse("rate_limited_instance", { retryAfterSeconds })
        : refuse("without_key");
      limits.set(key, { left: taken, refusal });
    }
    if (limits.size === 0) return read;
    return refuseRows(read, ({ row }) => {
      const limit = limits.get(row.instance_key);
      if (limit === undefined) return null;
      limit.left -= 1;
      return limit.left >= 0 ? null : limit.refusal;
    });
  }
}

function rowsOf(read: readonly ReadResult[]): readonly ReadRow[] {
  return read.filter((result) => "row" in result);
}

/** With what is refused in place of rows, each with the type of its event. */
function refuseRows(
  read: readonly ReadResult[],
  refusalOf: (row: ReadRow) => Refusal | null,
): readonly ReadResult[] {
  return read.map((result) => {
    if (!("row" in result)) return result;
    const refusal = refusalOf(result);
    return refusal === null ? result : { ...refusal, eventType: result.row.event_type };
  });
}
