export type { ProblemName as AccessReason } from "./problems";
