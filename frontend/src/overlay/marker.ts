import { make } from "./dom";
import type { Start } from "./main";
import { apply, findNewest, NONE } from "./newest";
import { connect } from "./socket";

export const start: Start = (root, look, address) => {
  const box = make("p", "marker");
  const title = make("bdi", "marker-title");
  box.append(make("span", "marker-sign", "♪"), title);
  box.hidden = true;
  root.append(box);

  const show = (words: string | null): void => {
    if (words !== null && title.textContent !== words) {
      title.textContent = words;
      // So that it comes in anew.
      box.classList.remove("fresh");
      void box.offsetWidth;
      box.classList.add("fresh");
    }
    box.hidden = words === null;
  };

  if (look.demo) {
    void import("./demo").then(({ demoMarker }) => demoMarker(show));
    return;
  }
  let markers = NONE;
  connect(address, {
    topics: ["markers"],
    refused: () => {
      markers = NONE;
      show(null);
    },
    hear: (frame) => {
      markers = apply(markers, frame);
      show(findNewest(markers)?.title ?? null);
    },
  });
};
