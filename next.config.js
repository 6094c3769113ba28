/** @type {import("next").NextConfig} */
const config = {
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@prisma/schema-engine-wasm",
    "fs-native-extensions",
    "pg",
  ],
  poweredByHeader: false,
  devIndicators: false,
};
export default config;
