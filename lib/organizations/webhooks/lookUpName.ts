import { type LookupAddress, lookup, promises } from "node:dns";

/** A name server that does not answer is waited for so long, and asked so often. */
const serverMs = 1_500;
const tries = 2;

interface Asked {
  readonly signal: AbortSignal;
  /** Addresses of name servers, those of the system without it. For tests. */
  readonly servers?: readonly string[];
}

/**
 * Every address of a name, as name servers say it. Node's own look-up waits in one of the few threads that files need, too, and
 * nothing ends it: whoever has a slow name server could hold up the service.
 * @throws Error where there is none, or no answer in time
 */
export async function lookUpName(host: string, { signal, servers }: Asked): Promise<LookupAddress[]> {
  const resolver = new promises.Resolver({ timeout: serverMs, tries });
  if (servers !== undefined) resolver.setServers(servers);
  const stop = () => resolver.cancel();
  signal.addEventListener("abort", stop);
  try {
    const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const addresses = found.flatMap((one, at) =>
      one.status === "fulfilled" ? one.value.map((address) => ({ address, family: at === 0 ? 4 : 6 })) : [],
    );
    if (addresses.length > 0) return addresses;
    throw found.find((one) => one.status === "rejected")?.reason ?? new Error("no address");
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** What a server that answered says of a name that it does not know. */
const unknown = new Set(["ENOTFOUND", "ENODATA"]);

/**
 * The same, and of a name that name servers do not know, what this machine's own files say: names of a private network. A server
 * that did not answer is not asked again by Node's look-up, which would wait for it.
 */
export async function lookUpNameHere(host: string, asked: Asked): Promise<LookupAddress[]> {
  try {
    return await lookUpName(host, asked);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && unknown.has(String(error.code)))) throw error;
    return new Promise((resolve, reject) => {
      lookup(host, { all: true }, (failed, addresses) =>
        failed === null ? resolve(addresses) : reject(failed),
      );
    });
  }
}
