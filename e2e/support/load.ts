import { Agent, request } from "node:http";

/** An event that the server said it has. Clone IDs are used once, so that each event can be found again. */
export interface Acknowledged {
  readonly instanceId: string;
  readonly cloneId: string;
}

export interface Load {
  /** Lets requests that are under way end, and gives all that was acknowledged. */
  stop(): Promise<Acknowledged[]>;
  /** Answers so far by HTTP status; 0 is a broken connection. */
  readonly statuses: ReadonlyMap<number, number>;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

interface LoadOptions {
  readonly senders: number;
  /** Makes instance and clone IDs differ between loads on one database. */
  readonly seed: number;
  /** All of them the engine's protocol, instead of half of them. */
  readonly speaks?: "engine";
  /** After each answer; none unless given. */
  readonly pauseMs?: number;
}

/**
 * Sends events as fast as answers come, over as many connections as there are senders. Half of them speak the
 * engine's protocol; the others send `/api/v1/events` with an event_id, and repeat what was not acknowledged.
 */
export function startLoad(url: string, options: LoadOptions): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: options.senders });
  const acknowledged: Acknowledged[] = [];
  const statuses = new Map<number, number>();
  let isStopping = false;
  let sequence = 0;

  const send = async (path: string, body: unknown): Promise<Answer> => {
    const answer = await post(agent, new URL(path, url), JSON.stringify(body));
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    return answer;
  };

  const runSender = async (sender: number): Promise<void> => {
    const instanceId = `c${String(options.seed % 1000).padStart(9, "0")}${String(sender % 8).padStart(10, "0")}`;
    while (!isStopping) {
      sequence += 1;
      const cloneId = `clone-${options.seed}-${sender}-${sequence}`;
      const event = {
        instance_id: instanceId,
        event_type: "clone_reset",
        event_data: { id: cloneId, cloning_time: ((sequence * 7919) % 30_000) / 1000 + 0.001, dsa_diff: 1 },
      };
      const isKeyed = sender % 2 === 1 && options.speaks !== "engine";
      const isDelivered = await deliver(send, event, isKeyed ? cloneId : null);
      if (isDelivered) acknowledged.push({ instanceId, cloneId });
      const pauseMs = isDelivered ? options.pauseMs : 20;
      if (pauseMs !== undefined) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };

  const running = Promise.all(Array.from({ length: options.senders }, (_, sender) => runSender(sender)));
  return {
    statuses,
    async stop() {
      isStopping = true;
      await running;
      agent.destroy();
      return acknowledged;
    },
  };
}

async function deliver(
  send: (path: string, body: unknown) => Promise<Answer>,
  event: object,
  eventId: string | null,
): Promise<boolean> {
  if (eventId === null) return (await send("/api/rpc/telemetry_event", event)).status === 200;
  const keyed = { ...event, event_id: eventId, event_time: new Date().toISOString() };
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const { status, body } = await send("/api/v1/events", keyed);
    if (status === 200) return /"accepted":1|"repeated":1/.test(body);
  }
  return false;
}

function post(agent: Agent, url: URL, body: string): Promise<Answer> {
  return new Promise((resolve) => {
    const broken = () => resolve({ status: 0, body: "" });
    const sent = request(url, {
      method: "POST",
      agent,
      headers: { "content-length": Buffer.byteLength(body) },
    });
    sent.on("error", broken);
    sent.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on("error", broken);
      response.on("aborted", broken);
    });
    sent.end(body);
  });
}
