interface Addressed {
  readonly publicUrl: string | undefined;
  readonly port: number;
  /** See `TRUSTED_PROXIES`. */
  readonly trustedProxies: number;
}

/**
 * Where this installation is reached, without a slash at the end: its PUBLIC_URL, else the address the reader used.
 * @param headers of the request: a Host that is none is ignored; that a proxy of ours terminates TLS is said by `X-Forwarded-Proto`
 */
export function baseUrlOf(
  { publicUrl, port, trustedProxies }: Addressed,
  headers: Pick<Headers, "get">,
): string {
  if (publicUrl !== undefined) return publicUrl;
  const host = headers.get("host");
  const isHost = host !== null && /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/.test(host);
  const told = (headers.get("x-forwarded-proto") ?? "").split(",").map((entry) => entry.trim().toLowerCase());
  const isTls = trustedProxies > 0 && (told.at(-trustedProxies) ?? told[0]) === "https";
  return `${isTls ? "https" : "http"}://${isHost ? host : `localhost:${port}`}`;
}
