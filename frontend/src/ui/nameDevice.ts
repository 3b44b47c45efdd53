import { t } from "../i18n/t";

interface Device {
  /** The server's words for it, or a program's own name; empty or null: nothing is known. */
  device: string | null;
  browser: string | null;
  system: string | null;
}

/** What somebody came from, in the page's language; null: nothing is known of it. */
export function nameDevice({ device, browser, system }: Device): string | null {
  if (browser && system) return t("account.browserOn", { browser, system });
  return browser || device || null;
}
