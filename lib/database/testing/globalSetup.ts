import { startTestRun } from "./testRun";

/** Vitest's: what test files share is made when the first of them asks for it, and goes with the run. */
export default startTestRun;
