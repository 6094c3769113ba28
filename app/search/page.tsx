import type { PageProps } from "@/app/_shared/pageProps";
import { readSearch } from "@/app/_shared/readSearch";
import { SearchPage } from "@/components/search/search-page";
import { findOnSite, longestQuestion } from "@/lib/search/siteSearch";

export const metadata = { title: "Search", robots: { index: false } };

/** `/search?q=`: the search without a script. */
export default async function Page({ searchParams }: PageProps) {
  const { q = "" } = await searchParams;
  const question = typeof q === "string" ? q.trim().slice(0, longestQuestion) : "";
  const { index } = await readSearch();
  return <SearchPage question={question} found={question === "" ? [] : findOnSite(index, question)} />;
}
