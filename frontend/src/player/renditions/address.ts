/** What the publisher sends, whatever else there is of it. */
export const SOURCE = "source";
/** Its sound alone. */
export const SOUND = "audio";

/**
 * A rendition's own media playlist, for the stream whose playlist a livestream names: that one lists the renditions
 * where there are more. A replay and a clip have them in the same way.
 */
export function renditionOf(playlist: string, name: string): string {
  const at = playlist.lastIndexOf("/");
  return `${playlist.slice(0, at)}/${name}${playlist.slice(at)}`;
}

export const sourceOf = (playlist: string): string => renditionOf(playlist, SOURCE);
