import { make } from "./dom";
import type { Start } from "./main";
import { connect } from "./socket";

/** Hands that are on their way up at once, at most. */
const MOST_HANDS = 24;
const RISING_MS = 2_600;

export const start: Start = (root, look, address) => {
  const box = make("section", "applause");
  const crowd = make("div", "applause-crowd");
  const bar = make("div", "applause-bar");
  const fill = make("div", "applause-fill");
  bar.append(fill);
  box.append(crowd, bar);
  root.append(box);

  const show = (level: number, count: number): void => {
    fill.style.width = `${100 * Math.min(1, Math.max(0, level))}%`;
    box.classList.toggle("heard", level > 0);
    // Not one for each clap: a few are a crowd.
    const hands = Math.min(Math.ceil(Math.sqrt(count)), 4, MOST_HANDS - crowd.childElementCount);
    for (let index = 0; index < hands; index++) {
      const hand = make("span", "applause-hand", "👏");
      hand.style.left = `${Math.round(Math.random() * 90)}%`;
      hand.style.animationDelay = `${Math.round(Math.random() * 250)}ms`;
      crowd.append(hand);
      setTimeout(() => hand.remove(), RISING_MS + 300);
    }
  };

  if (look.demo) {
    void import("./demo").then(({ demoApplause }) => demoApplause(show));
    return;
  }
  let livestream: string | null = null;
  connect(address, {
    topics: ["applause"],
    hear: (frame) => {
      if (frame.type === "overlay.show") {
        livestream = frame.livestream_id;
        show(0, 0);
      } else if (frame.type === "applause" && frame.livestream_id === livestream)
        show(frame.level, frame.count);
    },
  });
};
