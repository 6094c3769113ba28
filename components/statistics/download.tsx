import { queryAddress } from "@/lib/query/queryAddress";
import { statisticQuery } from "@/lib/query/statisticQuery";
import { citation } from "@/lib/statistics/export/citation";
import { codeLines } from "@/lib/statistics/export/codeLines";
import { pngSize } from "@/lib/statistics/picture/drawStatistic";
import { dataLicence, methodologyVersion, type StatisticReading } from "@/lib/statistics/view/reading";
import { viewParameters, viewPath } from "@/lib/statistics/view/view";
import { forExcel } from "@/lib/words/csvForExcel";
import { CodeBlock } from "../ui/code-block";
import { Link } from "../ui/link";
import { Prose } from "../ui/prose";
import { Tabs } from "../ui/tabs";

interface DownloadProps {
  reading: StatisticReading;
  /** The address of this installation, without a slash at the end. */
  baseUrl: string;
}

/** One line for each form of a view that is a file. */
const files = [
  {
    ending: ".csv",
    name: "CSV",
    about: "a row for each period and class, every column documented in the file",
  },
  { ending: ".json", name: "JSON", about: "the same with method and caveat" },
  { ending: ".svg", name: "SVG", about: "the chart as a picture, for a README or a slide" },
  {
    ending: ".png",
    name: "PNG",
    about: `the same picture in ${pngSize.width} × ${pngSize.height} pixels, for a chat or a document`,
  },
] as const;

/** The view as files, as lines to copy, as a citation and as a part of another page. */
export function Download({ reading, baseUrl }: DownloadProps) {
  const { statistic, view } = reading;
  const query = statisticQuery(reading);
  const { text, bibtex } = citation(reading, baseUrl + viewPath(statistic, view));
  return (
    <div className="flex max-w-[52rem] flex-col gap-8">
      <div>
        <h2 className="text-lg">This view as a file</h2>
        <ul className="mt-2 flex flex-col gap-1">
          {files.map(({ ending, name, about }) => (
            <li key={ending}>
              <Link href={viewPath(statistic, view, ending)}>{name}</Link>
              {ending === ".csv" ? (
                <>
                  , or <Link href={forExcel(viewPath(statistic, view, ending))}>for Excel</Link>
                </>
              ) : null}
              <span className="text-ink-soft">: {about}</span>
            </li>
          ))}
        </ul>
        {query === null ? null : (
          <p className="mt-3">
            <Link href={queryAddress(query)}>Open in SQL</Link>
            <span className="text-ink-soft">: its figures by week, asked in PostgreSQL in your browser</span>
          </p>
        )}
        <p className="mt-3 text-sm text-ink-soft">
          Under <Link href={dataLicence.url}>{dataLicence.name}</Link>, methodology {methodologyVersion}. The
          addresses stay as they are; <Link href="/api">the API</Link> describes them.
        </p>
      </div>
      <div>
        <h2 className="mb-3 text-lg">Use in code</h2>
        <Tabs
          id="program"
          label="Program"
          tabs={codeLines(reading, baseUrl).map(({ language, code }) => ({
            id: language.toLowerCase(),
            title: language,
            content: (
              <CodeBlock label={language} language={language === "curl" ? "shell" : "text"} code={code} />
            ),
          }))}
        />
      </div>
      <div className="flex flex-col gap-3">
        <h2 className="text-lg">Cite it</h2>
        <CodeBlock label="Citation" code={text} wrap />
        <CodeBlock label="BibTeX" code={bibtex} />
      </div>
      <div className="flex flex-col gap-3">
        <h2 className="text-lg">Embed</h2>
        <CodeBlock label="HTML" code={embedCode(reading, baseUrl)} wrap />
        <Prose>
          <p>The frame holds the chart, its sentence, n and a link back here. It shows the newest figures.</p>
        </Prose>
      </div>
    </div>
  );
}

/** The path of a view's page for frames: `/embed/file-systems?range=90d`. */
export function embedPath({ statistic, view }: StatisticReading): string {
  const parameters = viewParameters(statistic, view).toString();
  return `/embed/${statistic.key}${parameters === "" ? "" : `?${parameters}`}`;
}

/** A line of HTML that shows a view inside another page. */
export function embedCode(reading: StatisticReading, baseUrl: string): string {
  const address = escapeAttribute(baseUrl + embedPath(reading));
  const title = escapeAttribute(`${reading.statistic.title} of DBLab Engine`);
  return `<iframe src="${address}" title="${title}" width="100%" height="520" loading="lazy"></iframe>`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
