import type { StatusDay } from "@/lib/status/readStatus";
import { sayDayOfYear } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { DataTable, numbers } from "../ui/data-table";

/** Accepted and refused by day, newest first, with a bar beside the numbers. */
export function DaysTable({ days }: { days: readonly StatusDay[] }) {
  const most = Math.max(1, ...days.map(({ accepted, refused }) => Math.max(accepted, refused)));
  const today = days.at(-1)?.day;
  return (
    <DataTable
      id="days-table"
      caption="Events by day, newest first. The bars compare accepted (upper) and refused (lower) with the largest day."
      columns={["Day", ...numbers("Accepted", "Refused"), "Compared"]}
      rows={[...days].reverse().map(({ day, accepted, refused }) => ({
        key: day,
        cells: [
          <time key="day" dateTime={day} className="whitespace-nowrap">
            {sayDayOfYear(day)}
            {day === today ? " (today)" : ""}
          </time>,
          sayCount(accepted),
          sayCount(refused),
          <Bars key="bars" accepted={accepted / most} refused={refused / most} />,
        ],
      }))}
    />
  );
}

/** Two thin bars as parts of the largest day; drawn with attributes, for the page's policy allows no inline style. */
function Bars({ accepted, refused }: { accepted: number; refused: number }) {
  return (
    <svg
      viewBox="0 0 200 11"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="block h-[11px] w-full min-w-14 max-w-80"
    >
      <rect x="0" y="0" height="5" width={barWidth(accepted)} className="fill-accent" />
      <rect x="0" y="6" height="5" width={barWidth(refused)} className="fill-bad" />
    </svg>
  );
}

/** In units of the view box; what is not zero stays visible. */
function barWidth(part: number): number {
  return part === 0 ? 0 : Math.max(1, Math.round(part * 200));
}
