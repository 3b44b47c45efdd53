import { openAhead } from "../channel/ahead";
import { pollLivestream } from "../channel/polls";
import { prepareEngine } from "../player/engine";

/** The channel of one livestream. Whoever holds it open is one of its viewers. */
export const watchAddress = (id: string) => `/ws/livestreams/${encodeURIComponent(id)}`;

/** The page need not wait longer for a picture that is not on its way by then. */
const HEAD_START_MS = 250;

/**
 * Begins what the watch page will need while the page itself is still being put together: whoever comes for a show
 * should not wait for one thing after another. Resolves when the media is on its way, or when it is time to go on.
 */
export async function startWatching(id: string): Promise<void> {
  const channel = openAhead(watchAddress(id), pollLivestream(id));
  const late = new Promise<void>((resolve) => setTimeout(resolve, HEAD_START_MS));
  const begun = prepareEngine(
    new Promise((resolve) => {
      const undo = channel.subscribe(() => {
        const livestream = channel.state.board.livestreams.get(id);
        if (livestream === undefined) return;
        undo();
        resolve(livestream.status === "live" ? livestream.hls_url : null);
      });
    }),
  );
  await Promise.race([begun, late]);
}
