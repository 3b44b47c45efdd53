import { locale, say, t } from "../../i18n/t";

export const LEAST_LUFS = -60;
export const MOST_LUFS = 0;

/** Where on the bar, in per cent of it. */
export const placeOf = (level: number): number =>
  (100 * (Math.min(MOST_LUFS, Math.max(LEAST_LUFS, level)) - LEAST_LUFS)) / (MOST_LUFS - LEAST_LUFS);

/** At and below it nothing is heard. */
const SILENT = -100;

/** The loudness of three seconds. Before there are three the server has it as silent, while something is heard: it is not known. */
export function readShortTerm(now: number, shortTerm: number): number | null {
  return now > SILENT && shortTerm <= SILENT ? null : shortTerm;
}

/** Such as "−18.2 LUFS"; what is silent is said to be. */
export function describe(level: number | null, unit: string): string {
  if (level === null) return "–";
  if (level <= SILENT) return t("sound.silence");
  const rounded = Math.round(level * 10) / 10;
  const digits = Math.abs(rounded).toLocaleString(locale(), { minimumFractionDigits: 1 });
  return `${rounded < 0 ? "−" : ""}${digits} ${unit}`;
}

/** What to change, by the problems' codes; of a code that is not known here nothing can be said. */
export const wordProblems = (codes: readonly string[]): string[] =>
  codes.map((code) => say(`sound.${code}`)).filter((words) => words !== null);
