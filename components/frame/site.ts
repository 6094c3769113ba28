import { onSite } from "@/lib/http/onSite";
import packageJson from "../../package.json";

/** Names and addresses that the frame, the metadata and the share image have in common. */
export const site = {
  name: "DBLab Telemetry",
  description:
    "The open telemetry service of DBLab Engine: every field an engine sends is documented here, and only aggregates are published.",
  version: packageJson.version,
  licence: packageJson.license,
  licenceUrl: `https://spdx.org/licenses/${packageJson.license}.html`,
  engineSourceUrl: "https://gitlab.com/postgres-ai/database-lab",
} as const;

/** The address this installation is published under, or undefined for a private one. Read at request time. */
export function publicUrl(environment: NodeJS.ProcessEnv = process.env): URL | undefined {
  const value = environment.PUBLIC_URL;
  if (!value || !URL.canParse(value)) return undefined;
  return new URL(value);
}

/** The published address of a path of this service; undefined for a private installation. */
export function publicAddress(path: string): string | undefined {
  const base = publicUrl();
  return base === undefined ? undefined : new URL(onSite(path), base).href;
}
