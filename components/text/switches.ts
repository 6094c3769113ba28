/** How an engine of some versions is told to send or not to send; `yaml` is the part of `server.yml`. */
export interface TelemetrySwitch {
  readonly id: string;
  readonly engines: string;
  readonly key: string;
  readonly yaml: (on: boolean) => string;
  /** Keys and when a change of them takes effect. */
  readonly effect: readonly { readonly key: string; readonly when: "on reload" | "on restart" }[];
}

/** Newest engines first. */
export const switches: readonly TelemetrySwitch[] = [
  {
    id: "from-3-4",
    engines: "3.4 and newer",
    key: "platform.enableTelemetry",
    yaml: (on) => `platform:\n  enableTelemetry: ${on}\n`,
    effect: [
      { key: "platform.enableTelemetry", when: "on reload" },
      { key: "platform.url", when: "on reload" },
    ],
  },
  {
    id: "to-3-3",
    engines: "3.0 – 3.3",
    key: "global.telemetry.enabled",
    yaml: (on) => `global:\n  telemetry:\n    enabled: ${on}\n`,
    effect: [
      { key: "global.telemetry.enabled", when: "on reload" },
      { key: "global.telemetry.url", when: "on restart" },
    ],
  },
];

/** From a copy of this service's source to a relay of the installation at `baseUrl`. */
export function relaySetUp(baseUrl: string): string {
  return `git clone <the source of this service> dblab-telemetry && cd dblab-telemetry\nHOST=0.0.0.0 npm run relay -- ${baseUrl}\n`;
}

/** How an engine is pointed at a relay. */
export const engineBehindRelay = `platform:
  url: "http://<the relay’s machine>:3000/api"
`;
