import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { PageProps } from "@/app/_shared/pageProps";
import { DocumentationPage } from "@/components/documentation/documentation-page";
import { readDocuments } from "@/lib/documentation/documents";

const find = (name: string) => readDocuments().find(({ path }) => path === `/docs/decisions/${name}`);

export async function generateMetadata({ params }: PageProps<"decision">): Promise<Metadata> {
  return { title: find((await params).decision)?.title ?? "Unknown decision" };
}

/** `/docs/decisions/<name>`: a decision and its reasons. */
export default async function Page({ params }: PageProps<"decision">) {
  const shown = find((await params).decision);
  if (shown === undefined) notFound();
  return <DocumentationPage shown={shown} />;
}
