import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What is in an image, as CycloneDX 1.6: this service, and the packages that it was put together of.
 * @param {string} project
 * @param {ReadonlySet<string>} names of packages
 */
export function describePackages(project, names) {
  /** @param {string} file */
  const read = (file) => JSON.parse(readFileSync(join(project, file), "utf8"));
  const { name, version, license } = read("package.json");
  /** @type {{ packages: Record<string, { version?: string, license?: string, integrity?: string }> }} */
  const { packages } = read("package-lock.json");
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "application", ...componentOf(name, { version, license }) } },
    components: [...names].sort().flatMap((one) => {
      const locked = packages[`node_modules/${one}`];
      return locked?.version === undefined ? [] : [{ type: "library", ...componentOf(one, locked) }];
    }),
  };
}

/**
 * @param {string} name
 * @param {{ version?: string, license?: string, integrity?: string }} locked
 */
function componentOf(name, { version = "", license, integrity }) {
  const [algorithm, digest = ""] = (integrity ?? "").split("-");
  return {
    name,
    version,
    purl: `pkg:npm/${name.replace("@", "%40")}@${version}`,
    ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
    ...(algorithm === "sha512"
      ? { hashes: [{ alg: "SHA-512", content: Buffer.from(digest, "base64").toString("hex") }] }
      : {}),
  };
}
