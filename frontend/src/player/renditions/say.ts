import { locale, t } from "../../i18n/t";
import { SOURCE } from "./address";
import type { Rendition } from "./multivariant";
import type { RenditionsView } from "./renditions";

/** What a rendition is called: `480p`. */
export const nameOf = ({ name, lines }: Pick<Rendition, "name" | "lines">): string =>
  name === SOURCE ? t("quality.source") : lines > 0 ? `${lines}p` : name;

/** What plays, in as few letters as can be. */
export function sayShort({ options, playing, wish }: RenditionsView): string {
  const found = options.find(({ name }) => name === playing);
  const lines = found !== undefined && found.lines > 0 ? `${found.lines}p` : t("quality.shortSource");
  return wish === "auto" ? `${t("quality.shortAuto")} · ${lines}` : lines;
}

/** What plays, and why. */
export function sayWhy({ options, wish, playing, rate }: RenditionsView): string {
  const found = options.find(({ name }) => name === playing);
  const name = found !== undefined && found.lines > 0 ? `${found.lines}p` : t("quality.shortSource");
  if (wish === "auto")
    return rate === null ? t("quality.whyUnknown", { name }) : t("quality.why", { name, rate: mbps(rate) });
  const wanted = wish === "saver" ? options.at(-1) : options.find((one) => one.name === wish);
  if (wanted !== undefined && wanted.name !== playing)
    return t("quality.whyComing", { name: nameOf(wanted) });
  return t("quality.whyChosen", { name });
}

export const mbps = (rate: number): string =>
  new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(rate / 1_000_000);
