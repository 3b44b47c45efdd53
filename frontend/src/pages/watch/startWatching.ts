import type { Livestream } from "../../api/types";
import { openAhead } from "../../channel/ahead";
import { pollLivestream } from "../../channel/polls";
import { isChatShown } from "../../chat/shown";
import { prepareEngine } from "../../player/engine";
import { joinAhead } from "../../player/joining";
import { SCREEN } from "../../session/names";
import { askPassAhead, findPassAhead, isGated, withPass } from "./pass";

/** The channel of one livestream. Whoever holds it open is one of its viewers. */
export const watchAddress = (id: string) => `/ws/livestreams/${encodeURIComponent(id)}?screen=${SCREEN}`;

/** What the page hears besides, from the first socket on: applause, and the chat where it is shown. */
export const listTopics = (): readonly string[] => (isChatShown() ? ["chat", "applause"] : ["applause"]);

/** The page need not wait longer for a picture that is not on its way by then. */
const HEAD_START_MS = 250;

/**
 * Begins what the watch page will need while the page itself is still being put together: whoever comes for a show
 * should not wait for one thing after another. Resolves when the media is on its way, or when it is time to go on.
 */
export async function startWatching(id: string, topics: readonly string[]): Promise<void> {
  const shown = readShown(id);
  if (shown !== null && isGated(shown)) void askPassAhead(id);
  const known = shown === null || isGated(shown) ? null : shown;
  const playlist = known?.status === "live" ? known.hls_url : null;
  if (playlist !== null) joinAhead(playlist);
  const channel = openAhead(watchAddress(id), pollLivestream(id), topics, known);
  const late = new Promise<void>((resolve) => setTimeout(resolve, HEAD_START_MS));
  const begun = prepareEngine(
    playlist !== null
      ? Promise.resolve(playlist)
      : new Promise((resolve) => {
          const undo = channel.subscribe(() => {
            const livestream = channel.state.board.livestreams.get(id);
            if (livestream === undefined) return;
            undo();
            // Where there is no pass, the page itself finds out why.
            resolve(findMedia(livestream).catch(() => null));
          });
        }),
  );
  await Promise.race([begun, late]);
}

/** The show as everybody may know it, which came with the page; null: this page brought nothing. */
function readShown(id: string): Livestream | null {
  const text = document.getElementById("shown")?.textContent;
  if (!text) return null;
  const livestream: Livestream = JSON.parse(text);
  return livestream.id === id ? livestream : null;
}

/** Where the picture is, if there is one. */
async function findMedia(livestream: Livestream): Promise<string | null> {
  const { id, status, hls_url } = livestream;
  const pass = isGated(livestream) ? (await (findPassAhead(id) ?? askPassAhead(id))).pass : null;
  if (status !== "live" || hls_url === null) return null;
  const url = pass === null ? hls_url : withPass(hls_url, pass);
  joinAhead(url);
  return url;
}
