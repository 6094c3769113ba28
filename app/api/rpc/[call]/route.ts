import { receive } from "@/app/_shared/receive";

export const dynamic = "force-dynamic";
export { receive as DELETE, receive as GET, receive as PATCH, receive as POST, receive as PUT };
