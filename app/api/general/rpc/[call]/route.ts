import { handleCall } from "@/app/api/handleCall";

export const dynamic = "force-dynamic";
export {
  handleCall as GET,
  handleCall as POST,
  handleCall as PUT,
  handleCall as PATCH,
  handleCall as DELETE,
};
