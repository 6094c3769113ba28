import { headers } from "next/headers";
import { site } from "@/components/frame/site";
import { catalogue } from "@/lib/catalogue";
import { getServices } from "@/lib/services";
import { baseUrlOf } from "@/lib/web/baseUrl";
import { createOpenApi } from "@/lib/web/openApi/createOpenApi";

/** The OpenAPI document of this installation, with the address the reader used. */
export async function readOpenApi() {
  const { settings } = await getServices();
  return createOpenApi(catalogue, {
    ...settings,
    baseUrl: baseUrlOf(settings, (await headers()).get("host")),
    version: site.version,
    now: new Date(),
  });
}
