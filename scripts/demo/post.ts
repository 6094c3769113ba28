import { Agent, request } from "node:http";

/** A POST request; a body without headers has no Content-Type, as engines send it. */
export interface PostRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PostAnswer {
  readonly status: number;
  readonly body: string;
}

export type Post = (sent: PostRequest) => Promise<PostAnswer>;

/**
 * Posts to a service over connections that are kept open.
 * @param url `http://host:port`
 * @returns a function that rejects where the service cannot be reached
 */
export function createPost(url: string): Post {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  return ({ path, headers, body }) =>
    new Promise((resolve, reject) => {
      const length = { "Content-Length": String(Buffer.byteLength(body)) };
      const call = request(`${url}${path}`, { method: "POST", agent, headers: { ...headers, ...length } });
      call.on("error", reject);
      call.on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }),
        );
      });
      call.end(body);
    });
}
