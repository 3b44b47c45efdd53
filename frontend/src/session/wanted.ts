/**
 * The livestream that somebody came for and may not watch yet: for the way back from a mail's link, which opens in
 * another tab. In this browser alone; where the link is opened in another, the page that waits here goes on by itself.
 */

const WANTED = "wanted-livestream";
const FORGOTTEN_MS = 86_400_000;

export function noteWanted(id: string, now = Date.now()): void {
  try {
    localStorage.setItem(WANTED, JSON.stringify({ id, at: now }));
  } catch {
    // A browser that keeps nothing keeps no way back.
  }
}

/** Its page, for a day. */
export function findWanted(now = Date.now()): string | null {
  try {
    const { id, at } = JSON.parse(localStorage.getItem(WANTED) ?? "{}");
    if (typeof id !== "string" || typeof at !== "number" || now - at >= FORGOTTEN_MS) return null;
    return `/livestreams/${encodeURIComponent(id)}`;
  } catch {
    return null;
  }
}
