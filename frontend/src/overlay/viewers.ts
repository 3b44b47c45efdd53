import { formatCount, make } from "./dom";
import type { Start } from "./main";
import { connect } from "./socket";
import { words } from "./words";

export const start: Start = (root, look, address) => {
  const box = make("p", "viewers");
  const count = make("span", "viewers-count");
  box.append(make("span", "viewers-eye"), count, make("span", "viewers-word", words.watching));
  box.hidden = true;
  root.append(box);

  const show = (viewers: number | null): void => {
    box.hidden = viewers === null;
    if (viewers !== null) count.textContent = formatCount(viewers);
  };

  if (look.demo) {
    void import("./demo").then(({ demoViewers }) => demoViewers(show));
    return;
  }
  const counts = new Map<string, number>();
  let livestream: string | null = null;
  connect(address, {
    topics: [],
    refused: () => {
      counts.clear();
      livestream = null;
      show(null);
    },
    hear: (frame) => {
      if (frame.type === "snapshot" && "livestreams" in frame) {
        counts.clear();
        for (const { id, viewer_count } of frame.livestreams) counts.set(id, viewer_count);
      } else if (frame.type === "overlay.show") livestream = frame.livestream_id;
      else if (frame.type === "livestream.viewers") counts.set(frame.livestream_id, frame.viewer_count);
      else if ("livestream" in frame) {
        const { id, status, viewer_count } = frame.livestream;
        if (status === "live") counts.set(id, viewer_count);
        else counts.delete(id);
      }
      show((livestream === null ? undefined : counts.get(livestream)) ?? null);
    },
  });
};
