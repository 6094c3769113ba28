import { type Answer, answerJson } from "../http/answerProblem";

/** Whether the process answers at all, whatever becomes of its database: what does not is to be started anew. */
export function checkLife(): Answer {
  return answerJson({ status: "live" });
}
