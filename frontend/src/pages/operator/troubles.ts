import type { Trouble } from "../../api/types";
import { t } from "../../i18n/t";

/** How a trouble is put to an operator. */

export function nameTrouble({ code, part }: Trouble): string {
  return code === "part" ? t("trouble.part", { part }) : t(`trouble.${code}`, { part });
}

/** What to do, in the page's language; null: its process has said it. */
export function wordTrouble({ code, part }: Trouble): string | null {
  return code === "part" ? null : t(`mend.${code}`, { part });
}
