const barWidth = 28;
const redrawMs = 100;
const plainStep = 0.1;

/** A step whose end is known. */
export interface Step {
  /** @param share done, 0 to 1; @param note what stands behind the bar */
  update(share: number, note: string): void;
  done(note: string): void;
}

/** Where progress is shown; `process.stderr` is one. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows the progress of a step: a bar on a terminal, else a plain line for every tenth. */
export function showStep(
  terminal: Terminal,
  title: string,
  clock: () => number = () => performance.now(),
): Step {
  const startedAt = clock();
  let drawnAt = Number.NEGATIVE_INFINITY;
  let nextPlain = plainStep;
  if (terminal.isTTY !== true) terminal.write(`  ${title} …\n`);
  return {
    update(share, note) {
      const percent = `${Math.floor(share * 100)}%`.padStart(4);
      if (terminal.isTTY === true) {
        if (clock() - drawnAt < redrawMs) return;
        drawnAt = clock();
        const filled = Math.round(share * barWidth);
        const bar = `${"█".repeat(filled)}${"░".repeat(barWidth - filled)}`;
        terminal.write(`\r\x1b[2K  ${title}  ${bar} ${percent}  ${note}`);
      } else if (share >= nextPlain && share < 1) {
        nextPlain = Math.floor(share / plainStep + 1) * plainStep;
        terminal.write(`  ${title}: ${percent.trim()}, ${note}\n`);
      }
    },
    done(note) {
      const seconds = ((clock() - startedAt) / 1000).toFixed(1);
      const clear = terminal.isTTY === true ? "\r\x1b[2K" : "";
      terminal.write(`${clear}  ${title}: ${note} in ${seconds} s\n`);
    },
  };
}

/** A whole number with separators, such as 248,016. */
export function say(count: number): string {
  return count.toLocaleString("en-US");
}
