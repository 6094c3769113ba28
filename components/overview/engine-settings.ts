/** Engine configurations that send telemetry to `baseUrl`, by engine version; YAML of `server.yml`. */
export function engineSettings(baseUrl: string) {
  return [
    {
      id: "from-3-4",
      engines: "3.4 and newer",
      yaml: `platform:\n  url: "${baseUrl}/api"\n  enableTelemetry: true\n`,
    },
    {
      id: "to-3-3",
      engines: "3.0 – 3.3",
      yaml: `global:\n  telemetry:\n    enabled: true\n    url: "${baseUrl}/api"\n`,
    },
  ] as const;
}
