/**
 * Where this installation is reached, without a slash at the end: its PUBLIC_URL, else the address the reader used.
 * @param host the request's Host header; one that is not a host is ignored
 */
export function baseUrlOf(
  settings: { readonly publicUrl: string | undefined; readonly port: number },
  host: string | null,
): string {
  if (settings.publicUrl !== undefined) return settings.publicUrl;
  const isHost = host !== null && /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/.test(host);
  return `http://${isHost ? host : `localhost:${settings.port}`}`;
}
