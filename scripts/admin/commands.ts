import { backupCommands } from "./backupCommands";
import { checkCommands } from "./checkCommands";
import type { AdminCommand } from "./command";
import { databaseCommands } from "./databaseCommands";
import { instanceCommands } from "./instanceCommands";
import { keyCommands } from "./keyCommands";
import { organizationCommands } from "./organizationCommands";
import { senderCommands } from "./senderCommands";
import { statisticCommands } from "./statisticCommands";
import { supportCommands } from "./supportCommands";
import { tokenCommands } from "./tokenCommands";
import { usageCommands } from "./usageCommands";

/** Every command, in the order of the usage text. */
export const adminCommands: readonly AdminCommand[] = [
  ...organizationCommands,
  ...keyCommands,
  ...tokenCommands,
  ...instanceCommands,
  ...senderCommands,
  ...usageCommands,
  ...supportCommands,
  ...statisticCommands,
  ...checkCommands,
  ...backupCommands,
  ...databaseCommands,
];

/** What `npm run admin -- help` prints. */
export const usageText = `npm run admin -- <command> [--json]

${adminCommands.map(({ usage, about }) => `  ${usage}\n      ${about}`).join("\n")}

Keys and tokens are printed once, to standard output, and kept only as hashes; \`npm run --silent admin -- …\` prints
nothing else there. Exit codes: 0 done, 1 not done or not as it must be, 2 not understood. The database is the one that
the service's own variables name; the embedded one must be free, so stop the service first or use its page /operator.
`;
