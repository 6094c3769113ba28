import { createPseudonyms } from "../../lib/settings/pseudonyms";
import { readOrMakeSecret } from "../../lib/settings/secrets";
import { prepare } from "../../scripts/prepare.mjs";
import { fillInstallation } from "./fillInstallation";
import { makeOrganizations, type TestOrganization } from "./makeOrganizations";
import { operatorToken } from "./roleClient";
import { type SharedServer, shareServer } from "./server";
import { fleetEvents } from "./statisticEvents";

/** The path below which the server is published; `npm test` builds for it. */
export const belowPath = "/telemetry";
/** As a proxy in front of the server publishes it. */
export const belowUrl = `http://localhost:3000${belowPath}`;

const environment = { PUBLIC_URL: belowUrl, TRUSTED_PROXIES: "1", OPERATOR_TOKEN: operatorToken };

/** One server for a run that is published below a path, with forty engines, an operator and an organization. */
export function shareBelowServer(): Promise<SharedServer<TestOrganization>> {
  return shareServer("below", environment, async (dataFolder) => {
    await prepare({ build: true, basePath: belowPath });
    await fillInstallation(dataFolder, environment, fleetEvents({ instances: 40, weeks: 4 }));
    const pseudonyms = createPseudonyms(readOrMakeSecret(dataFolder, "instance-id-pepper"));
    const [organization] = await makeOrganizations(dataFolder, 1, pseudonyms);
    if (organization === undefined) throw new Error("no organization");
    return organization;
  });
}
