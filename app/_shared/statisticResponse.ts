import { baseUrlOf } from "@/lib/http/baseUrl";
import { openHeaders } from "@/lib/http/headers";
import { getServices } from "@/lib/services";
import { findStatistic } from "@/lib/statistics/declared/statistics";
import { csvFileName, toCsv } from "@/lib/statistics/export/toCsv";
import { toJson } from "@/lib/statistics/export/toJson";
import { drawStatistic } from "@/lib/statistics/picture/drawStatistic";
import { toPng } from "@/lib/statistics/picture/toPng";
import { readAsked } from "@/lib/statistics/read/readAsked";
import type { StatisticReading } from "@/lib/statistics/view/reading";
import { viewPath } from "@/lib/statistics/view/view";
import { csvForExcel } from "@/lib/words/csvForExcel";
import { answering } from "./answering";
import { parametersOf } from "./client";
import { type Data, dataResponse, refusedData } from "./dataResponse";
import { isForExcel } from "./isForExcel";

interface Addresses {
  readonly address: string;
  readonly baseUrl: string;
  readonly isForExcel: boolean;
}

const forms: ReadonlyMap<string, (reading: StatisticReading, addresses: Addresses) => Data> = new Map([
  ["csv", csvOf],
  ["json", jsonOf],
  ["svg", svgOf],
  ["png", pngOf],
]);

/**
 * A statistic in the view of the request's parameters as `csv`, `json`, `svg` or `png`. `404` for a statistic or a form that
 * does not exist, `400` for parameters that cannot be used; both with the error object.
 */
export function statisticResponse(request: Request, key: string, form: string): Promise<Response> {
  return answering(() => readForm(request, key, form), openHeaders);
}

async function readForm(request: Request, key: string, form: string): Promise<Response> {
  const { readStatistic, settings } = await getServices();
  const baseUrl = baseUrlOf(settings, request.headers);
  const make = forms.get(form);
  const hint = `The keys are at ${baseUrl}/api/v1/statistics`;
  if (make === undefined) {
    const message = `Published forms are ${[...forms.keys()].join(", ")}`;
    return refusedData("unknown_statistic", findStatistic(key) === undefined ? { hint } : { message, hint });
  }
  const { isPrivate } = settings;
  const asked = await readAsked({ readStatistic, isPrivate }, key, parametersOf(request));
  if (!asked.ok) {
    return asked.reason === "unknown_statistic"
      ? refusedData(asked.reason, { hint })
      : refusedData(asked.reason, {
          message: asked.message,
          hint: `The parameters are at ${baseUrl}/api`,
        });
  }
  const { statistic, reading } = asked;
  const address = baseUrl + viewPath(statistic, reading.view);
  return dataResponse(request, make(reading, { address, baseUrl, isForExcel: isForExcel(request) }));
}

function csvOf(reading: StatisticReading, addresses: Addresses): Data {
  const table = toCsv(reading, addresses);
  return {
    body: addresses.isForExcel ? csvForExcel(table) : table,
    contentType: "text/csv",
    headers: { "content-disposition": `attachment; filename="${csvFileName(reading)}"` },
  };
}

function jsonOf(reading: StatisticReading, addresses: Addresses): Data {
  return { body: JSON.stringify(toJson(reading, addresses)), contentType: "application/json" };
}

function svgOf(reading: StatisticReading, { address }: Addresses): Data {
  return {
    body: drawStatistic(reading, { address }),
    contentType: "image/svg+xml",
    // Opened by itself it is a document; it needs its own style sheet and nothing else.
    headers: { "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'" },
  };
}

function pngOf(reading: StatisticReading, { address }: Addresses): Data {
  return {
    body: drawStatistic(reading, { address, tokens: "light" }),
    make: toPng,
    contentType: "image/png",
  };
}
