import { make } from "./dom";
import type { Start } from "./main";
import { connect } from "./socket";

/** Hands that are on their way up at once, at most. */
const MOST_HANDS = 24;
const RISING_MS = 2_600;

/** Drawn, for OBS has no emoji on every machine. */
const HAND =
  "M6.5 13.5L3.4 9.6a1.2 1.2 0 0 1 1.9-1.5L7 10.2V4.6a1.1 1.1 0 0 1 2.2 0V8l.6-4.3a1.1 1.1 0 0 1 2.2.3L11.4 8l1.2-2a1 1 0 0 1 1.8.9l-2.2 5.2a3.6 3.6 0 0 1-3.3 2.2z";

function drawHand(): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const hand = document.createElementNS(space, "svg");
  hand.setAttribute("viewBox", "0 0 16 16");
  hand.setAttribute("class", "applause-hand");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", HAND);
  hand.append(path);
  return hand;
}

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
      const hand = drawHand();
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
    refused: () => {
      livestream = null;
      crowd.replaceChildren();
      show(0, 0);
    },
    hear: (frame) => {
      if (frame.type === "overlay.show") {
        livestream = frame.livestream_id;
        show(0, 0);
      } else if (frame.type === "applause" && frame.livestream_id === livestream)
        show(frame.level, frame.count);
    },
  });
};
