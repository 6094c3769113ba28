import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    globalSetup: "lib/database/testing/globalSetup.ts",
    // One more than processors in CI: much of what is tested waits.
    maxWorkers: 3,
    // A process of tests does not live long enough for WebAssembly to be worth optimizing.
    execArgv: ["--liftoff-only"],
    // Next takes what a page needs of Node from the globals that its server sets before all else.
    setupFiles: ["next/dist/server/node-environment-baseline.js", "lib/database/testing/lintStatements.ts"],
    // Files share a process, and with it what they import: no module keeps what a test changed.
    isolate: false,
    unstubEnvs: true,
    testTimeout: 180_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "units",
          include: [
            "lib/**/*.test.ts",
            "components/**/*.test.{ts,tsx}",
            "app/**/*.test.{ts,tsx}",
            "docs/**/*.test.{ts,tsx}",
            "scripts/**/*.test.ts",
          ],
        },
      },
      // Needs the build: each starts servers of its own.
      { extends: true, test: { name: "servers", include: ["e2e/**/*.test.ts"] } },
    ],
  },
});
