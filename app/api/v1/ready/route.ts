import { GET as health } from "../health/route";

/** The same as health, under the name that load balancers know. */
export function GET(): Promise<Response> {
  return health();
}
