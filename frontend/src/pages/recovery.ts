import { backoff } from "../channel/backoff";

/** How a page comes back when a part of it could not be fetched: the server was away, or has a newer version now. */

const PROBE = "/health";
const PROBE_TIMEOUT_MS = 5_000;
const LEAST_MS = 1_000;
const RELOADED = "reloaded-at";
/** A reload that did not help is not tried again this soon. */
const ONCE_MS = 30_000;

/** In the words of Chromium, Firefox and Safari. */
const MISSING = /dynamically imported module|importing a module script failed|failed to fetch|load failed/i;

export function isMissingPart(error: unknown): boolean {
  return error instanceof Error && MISSING.test(error.message);
}

/** True once the server answers, false when called off. */
export async function waitForServer(signal: AbortSignal, random = Math.random): Promise<boolean> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(PROBE_TIMEOUT_MS)]);
      if ((await fetch(PROBE, { cache: "no-store", signal: limit })).ok) return true;
    } catch {
      // Still away.
    }
    await new Promise((resolve) => setTimeout(resolve, LEAST_MS + backoff(attempt, random())));
  }
  return false;
}

/** Loads the page anew; false where that was just done and did not help. */
export function reloadOnce(now = Date.now()): boolean {
  const before = Number(sessionStorage.getItem(RELOADED) ?? 0);
  if (now - before < ONCE_MS) return false;
  sessionStorage.setItem(RELOADED, String(now));
  location.reload();
  return true;
}
