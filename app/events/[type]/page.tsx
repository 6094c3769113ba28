import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import type { PageProps } from "@/app/_shared/pageProps";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { EventTypePage } from "@/components/catalogue/event-type-page";
import { catalogue, engineVersions } from "@/lib/catalogue";
import { readUse } from "../readUse";

export async function generateMetadata({ params }: PageProps<"type">): Promise<Metadata> {
  const type = catalogue.find((await params).type);
  if (type === undefined) return { title: "Unknown event type" };
  return { title: `${type.title} (${type.name})`, description: `${type.sentWhen} ${type.why}` };
}

/** `/events/<type>`: all there is to say about an event type. An alias leads to the name. */
export default async function TypePage({ params, searchParams }: PageProps<"type">) {
  const { type: name } = await params;
  const type = catalogue.find(name);
  if (type === undefined) notFound();
  if (type.name !== name) permanentRedirect(`/events/${type.name}`);
  const { engine } = await searchParams;
  return (
    <EventTypePage
      catalogue={catalogue}
      type={type}
      baseUrl={await readBaseUrl()}
      use={await readUse()}
      engine={engineVersions.find((version) => version === engine)}
    />
  );
}
