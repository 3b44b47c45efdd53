import { region } from "./time";

const UNITS = ["KB", "MB", "GB", "TB"];

/** How large a file is, as browsers and disks say it: in powers of a thousand, with two digits at least. It is one word. */
export function describeSize(bytes: number): string {
  let [size, unit] = [bytes / 1000, 0];
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = size < 9.95 && unit > 0 ? 1 : 0;
  const figure = new Intl.NumberFormat(region(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  }).format(size);
  return `${figure}\u00a0${UNITS[unit]}`;
}
