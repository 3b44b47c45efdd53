/** What the publisher sends, whatever else there is of it. */
export const SOURCE = "source";

/**
 * The source's own media playlist, for the stream whose playlist a livestream names: that one lists the renditions
 * where there are more. A replay's address is not a stream's.
 */
export function sourceOf(playlist: string): string {
  const at = playlist.lastIndexOf("/");
  return `${playlist.slice(0, at)}/${SOURCE}${playlist.slice(at)}`;
}
