import { type Answer, answerProblem } from "./answerProblem";
import { problem } from "./problems";

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * The answer to a request that no page and no call is meant by, before either looks at it; null where one may be. A target
 * is a path with what follows it (`*` and whole addresses are for proxies), whose escapes are UTF-8 without NUL.
 */
export function refuseTarget(method: string | undefined, target: string | undefined): Answer | null {
  if (!methods.has(method ?? "")) return answerProblem(problem("unknown_method"));
  const [path = ""] = (target ?? "").split("?");
  return path.startsWith("/") && isDecodable(path) && !/%00/.test(target ?? "")
    ? null
    : answerProblem(problem("unreadable_target"));
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
