import { isHistory } from "../catalogue";
import { bearerToken } from "../http/bearer";
import { clientNetwork } from "../http/clientAddress";
import { createRateLimit } from "../http/rateLimit";
import type { ReadResult } from "./answerBatch";
import type { TrustedSender, TrustedSenders } from "./contracts";
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
  /** True while the database would not answer which instances are new: nobody is refused for it. */
  readonly isAway: () => boolean;
}

/** Who may send, and how much: senders' tokens and all limits. */
export class Gate {
  readonly #options: GateOptions;
  readonly #limitInstance;
  readonly #limitAddress;
  readonly #limitNew;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#limitInstance = createRateLimit(options.rateLimitInstance);
    this.#limitAddress = createRateLimit(options.rateLimitAddress);
    const { newInstancesPerNetwork: perNetworkAndDay } = options;
    this.#limitNew = perNetworkAndDay === 0 ? null : createNewInstanceLimit({ ...options, perNetworkAndDay });
  }

  /**
   * Who of those that are trusted sends a request; null without a token.
   * @throws RefusedError for a wrong token, or more events than an address may send
   */
  async enter({ authorization, address }: WireRequest, events: number): Promise<TrustedSender | null> {
    const token = bearerToken(authorization);
    const sender = token === null ? null : ((await this.#options.senders?.identify(token, address)) ?? null);
    if (address === null || sender !== null) return sender;
    const retryAfterSeconds = await this.#limitAddress(address, events);
    if (retryAfterSeconds > 0) throw new RefusedError(refuse("rate_limited_address", { retryAfterSeconds }));
    return sender;
  }

  /** The refusal of one more event of an instance; null where it may be sent. */
  async refuseEvent(row: {
    readonly instance_key: string;
    readonly event_type: string;
  }): Promise<Refusal | null> {
    const retryAfterSeconds = await this.#limitInstance(row.instance_key, 1);
    if (retryAfterSeconds <= 0) return null;
    return refuse("rate_limited_instance", { eventType: row.event_type, retryAfterSeconds });
  }

  /** The same, with a refusal in place of each event of a new instance that is one too many for its network. */
  async admit(
    read: readonly ReadResult[],
    { address }: WireRequest,
    sender: TrustedSender | null,
  ): Promise<readonly ReadResult[]> {
    await noteHistory(sender, read);
    if (this.#limitNew === null || address === null || sender !== null || this.#options.isAway()) return read;
    const keys = read.flatMap((result) => ("row" in result ? result.row.instance_key : []));
    if (keys.length === 0) return read;
    const { refused, retryAfterSeconds } = await this.#limitNew(clientNetwork(address), keys);
    return read.map((result) =>
      "row" in result && refused.has(result.row.instance_key)
        ? refuse("too_many_new_instances", { eventType: result.row.event_type, retryAfterSeconds })
        : result,
    );
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
