/** What an artist copies into another site's page. Pure. */

const ALLOW = "autoplay; fullscreen; picture-in-picture";

export interface Look {
  chat: boolean;
  muted: boolean;
}

/** The element, with the script that knows it. `site`: where our pages are. */
export function writeElement(id: string, look: Look, site: string): string {
  const wishes = `${look.chat ? " chat" : ""}${look.muted ? " muted" : ""}`;
  return [
    `<script src="${site}/embed.js" async></script>`,
    `<encryptedmedia-live livestream="${id}"${wishes}></encryptedmedia-live>`,
  ].join("\n");
}

/** For sites that take frames, and no scripts. */
export function writeFrame(id: string, title: string, look: Look, site: string): string {
  const query = [look.chat && "chat=1", look.muted && "muted=1"].filter(Boolean).join("&amp;");
  const url = `${site}/embed/livestreams/${id}${query && `?${query}`}`;
  const attributes = {
    src: url,
    width: "640",
    height: look.chat ? "712" : "360",
    title: quoted(title),
    style: "border:0;max-width:100%",
    allow: ALLOW,
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
  return `<iframe ${written.join(" ")} allowfullscreen></iframe>`;
}

function quoted(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** The sites that somebody named, by lines or commas: with `https:` where nothing else is said, and no path behind. */
export function readSites(text: string): string[] {
  const named = text.split(/[\s,]+/).filter((one) => one !== "");
  return [...new Set(named.map(complete))];
}

function complete(site: string): string {
  const whole = site.includes("://") ? site : `https://${site}`;
  // What is no address the server refuses, in words.
  return URL.canParse(whole) ? new URL(whole).origin : site;
}
