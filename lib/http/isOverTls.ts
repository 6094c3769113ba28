/**
 * True when the reader's own connection was TLS: a proxy in front says so, or the operator did.
 * @param publicUrl see `PUBLIC_URL`
 */
export function isOverTls(headers: Pick<Headers, "get">, publicUrl: string | undefined): boolean {
  const forwarded = headers.get("x-forwarded-proto")?.split(",")[0]?.trim();
  return forwarded === "https" || (publicUrl ?? "").startsWith("https://");
}
