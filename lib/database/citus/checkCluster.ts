import { ruledTables } from "../placement";
import { StartError } from "../types";
import { type Cluster, misplaced } from "./readCluster";

const again = "run npm run admin -- database distribute, and start again (docs/operating.md)";

/** @throws StartError where the database is a worker's: it has a part of the rows, and nothing is to be written there */
export function refuseWorker({ group }: Cluster): void {
  if (group === 0) return;
  throw new StartError(
    "DATABASE_URL leads to a worker of a Citus cluster: give the address of its coordinator.",
  );
}

/** @throws StartError where tables do not lie as the code needs them, in a database in which some are spread over servers */
export function checkCluster(cluster: Cluster): void {
  for (const [name, rules] of Object.entries(ruledTables)) {
    const table = cluster.tables.get(name);
    if (table === undefined) continue;
    if (table.placement !== "plain") {
      throw new StartError(
        `The table ${name} is in the metadata of Citus, which drops its rules: run select undistribute_table('${name}'), make its rules again as in prisma/migrations, and start again.`,
      );
    }
    const missing = rules.filter((rule) => !table.rules.includes(rule));
    if (missing.length > 0) {
      throw new StartError(
        `The table ${name} has lost its rules (${missing.join(", ")}), so its rows could be changed: make them again as in prisma/migrations, and start again.`,
      );
    }
  }
  if (cluster.shards === null) return;
  const wrong = misplaced(cluster).map(({ name }) => name);
  if (wrong.length === 0) return;
  const [subject, verb] = wrong.length === 1 ? ["The table", "is"] : ["The tables", "are"];
  throw new StartError(
    `${subject} ${wrong.join(", ")} ${verb} on the coordinator alone, and others are spread over the servers of the cluster: ${again}.`,
  );
}
