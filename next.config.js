/** @type {import("next").NextConfig} */
const config = {
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@prisma/schema-engine-wasm",
    "fs-native-extensions",
    "pg",
    "pglite-prisma-adapter",
  ],
  // `npm test` checks the types; `npm start` should not make people wait for it.
  typescript: { ignoreBuildErrors: true },
  // Pages load when they are first asked for: memory belongs to ingest.
  experimental: { preloadEntriesOnStart: false },
  poweredByHeader: false,
  devIndicators: false,
};
export default config;
