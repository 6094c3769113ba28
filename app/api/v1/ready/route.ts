export { GET } from "../health/route";
