import { basePathOf, buildFolderOf } from "./basePath.mjs";

const basePath = basePathOf(process.env.PUBLIC_URL);
const distDir = buildFolderOf(basePath);

/** @type {import("next").NextConfig} */
const config = {
  basePath,
  distDir,
  env: { TELEMETRY_BASE_PATH: basePath },
  serverExternalPackages: ["@electric-sql/pglite", "@resvg/resvg-js", "fs-native-extensions", "pg"],
  // `npm test` checks the types; `npm start` should not make people wait for it.
  typescript: {
    ignoreBuildErrors: true,
    tsconfigPath: basePath === "" ? "tsconfig.json" : "tsconfig.below.json",
  },
  experimental: {
    // Pages load when they are first asked for: memory belongs to ingest.
    preloadEntriesOnStart: false,
    // What helps to build again is not worth its time for a path, which is built for once.
    turbopackFileSystemCacheForBuild: basePath === "",
  },
  // No page has pictures to make smaller; the address would write to the disk for whoever asks.
  images: { unoptimized: true },
  poweredByHeader: false,
  devIndicators: false,
  // A folder of app/ cannot have an ending after its parameter.
  rewrites: async () => [
    // Under the names that whoever runs services knows; where server.mjs runs, the process in front answers.
    ...["live", "ready", "version"].map((name) => ({ source: `/${name}`, destination: `/api/v1/${name}` })),
    // Every page is to be had as Markdown; a release has files of this ending.
    { source: "/:path((?!releases/[^/]+/).+)\\.md", destination: "/markdown/:path" },
    { source: "/statistics/:key.:format(csv|json|svg|png)", destination: "/statistics-data/:key/:format" },
  ],
};
export default config;
