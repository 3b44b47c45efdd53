import { openAhead } from "../channel/ahead";
import { pollLivestream } from "../channel/polls";
import { prepareEngine } from "../player/engine";

/** The channel of one livestream. Whoever holds it open is one of its viewers. */
export const watchAddress = (id: string) => `/ws/livestreams/${encodeURIComponent(id)}`;

/**
 * Begins what the watch page will need while the page itself is still being put together: whoever comes for a show
 * should not wait for one thing after another.
 */
export function startWatching(id: string): void {
  const channel = openAhead(watchAddress(id), pollLivestream(id));
  void prepareEngine(
    new Promise((resolve) => {
      const undo = channel.subscribe(() => {
        const livestream = channel.state.board.livestreams.get(id);
        if (livestream === undefined) return;
        undo();
        resolve(livestream.status === "live" ? livestream.hls_url : null);
      });
    }),
  );
}
