import type { Capture } from "./captures";

/** What of captured requests must not be found again: secrets of headers, instance and clone IDs, names of branches and projects. */
export function secretsIn(all: readonly Capture[]): string[] {
  const secrets = new Set<string>();
  for (const { rawHeaders, body } of all) {
    for (let index = 0; index < rawHeaders.length; index += 2) {
      const value = rawHeaders[index + 1] ?? "";
      if (/^(access-token|org-key|authorization|selfassigned-instance-id)$/i.test(rawHeaders[index] ?? ""))
        secrets.add(value);
    }
    for (const found of body.matchAll(/"(?:id|name|token|project_name)":"([^"]{5,})"/g))
      secrets.add(found[1] ?? "");
  }
  return [...secrets];
}
