/** The host alone of the page that led here; empty where none did, or one of our own. */
export function hostOf(referrer: string, own: string): string {
  try {
    const { hostname, protocol } = new URL(referrer);
    return /^https?:$/.test(protocol) && hostname !== own ? hostname : "";
  } catch {
    return "";
  }
}
