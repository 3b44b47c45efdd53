import "../tips/tiers.css";
import "./overlay.css";
import { type Look, readAddress, readLook, type Show } from "./look";

/** One kind of overlay: fills the element, and goes on by itself. */
export type Start = (root: HTMLElement, look: Look, address: string) => void;

/** Each comes when it is asked for, and none knows of the others. */
const KINDS: Readonly<Record<Show, () => Promise<{ start: Start }>>> = {
  alerts: () => import("./alerts/alerts"),
  chat: () => import("./chat"),
  goal: () => import("./goal"),
  viewers: () => import("./viewers"),
  applause: () => import("./applause"),
  marker: () => import("./marker"),
};

const look = readLook(location.search);
const root = document.getElementById("overlay");
if (root !== null) {
  root.classList.add(`overlay-${look.show}`, `theme-${look.theme}`, `at-${look.position}`);
  if (look.accent !== null) {
    root.style.setProperty("--overlay-accent", `#${look.accent}`);
    root.classList.add("accented");
  }
  root.style.setProperty("--overlay-size", String(look.size / 100));
  if (look.demo) root.classList.add("demo");
  void KINDS[look.show]().then(({ start }) => start(root, look, readAddress(location.pathname)));
}
