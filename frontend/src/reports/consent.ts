/** Whether this browser's viewer lets a page say how it watches. */

const NAME = "reports";
/** A browser that keeps nothing is asked again on each page. */
let chosen: boolean | null = null;

/** The browser asks all sites not to follow whoever uses it (Global Privacy Control): then nothing is to be chosen. */
export function isRefusedByBrowser(): boolean {
  return (navigator as Navigator & { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
}

export function isReporting(): boolean {
  if (isRefusedByBrowser()) return false;
  if (chosen !== null) return chosen;
  try {
    return localStorage.getItem(NAME) !== "no";
  } catch {
    return true;
  }
}

export function chooseReporting(on: boolean): void {
  chosen = on;
  try {
    localStorage.setItem(NAME, on ? "yes" : "no");
  } catch {
    // for this page alone, then
  }
}
