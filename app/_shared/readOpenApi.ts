import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { site } from "@/components/frame/site";
import { catalogue } from "@/lib/catalogue";
import { createOpenApi } from "@/lib/openApi/createOpenApi";
import { getServices } from "@/lib/services";

/** The OpenAPI document of this installation, with the address the reader used. */
export async function readOpenApi() {
  const { settings } = await getServices();
  return createOpenApi(catalogue, {
    ...settings,
    baseUrl: await readBaseUrl(),
    version: site.version,
    now: new Date(),
  });
}
