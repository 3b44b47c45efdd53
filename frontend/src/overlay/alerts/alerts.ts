import { make } from "../dom";
import type { Alert } from "../frames";
import type { Start } from "../main";
import { connect } from "../socket";
import { draw, findLength, tell } from "./card";
import { forget, readMemory, Teller, writeMemory } from "./memory";
import { EMPTY, findNext, type Input, type Queue, step } from "./queue";
import { play } from "./sound";
import { takeTurns } from "./turn";

/** How long a card needs to leave. */
const LEAVING_MS = 500;

export const start: Start = (root, look, address) => {
  const id = address.split(".")[0] ?? "";
  const key = `overlay-alerts ${id}`;
  const length = (alert: Alert) => findLength(alert, look.seconds);
  const stage = make("div", "alerts");
  stage.setAttribute("role", "status");
  root.append(stage);
  const teller = new Teller(address);
  let queue: Queue = EMPTY;
  let card: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let checkTurn = () => {};

  const take = (input: Input): void => {
    checkTurn();
    const before = queue;
    queue = step(queue, input, Date.now(), length);
    if (queue.mine && !look.demo) remember(before);
    checkTurn(); // should the page have stood still since, it is another's to show
    if (queue.showing?.alert !== before.showing?.alert)
      show(input.type === "turn" && queue.showing === input.memory.showing);
    clearTimeout(timer);
    const next = findNext(queue);
    if (next !== null) timer = setTimeout(() => take({ type: "time" }), Math.max(0, next - Date.now()));
  };

  const remember = (before: Queue): void => {
    const { place, showing } = queue;
    // First here, then on the screen: should the page end in between, it was nearly shown, and never twice.
    if (place !== before.place || showing !== before.showing)
      writeMemory(key, { place, showing: showing?.alert.number ? showing : null });
    if (place > before.place) teller.tell(place);
  };

  /** `rest`: what another page, or this one before a reload, has begun; it has made its sound. */
  const show = (rest: boolean): void => {
    const leaving = card;
    leaving?.classList.add("leaving");
    setTimeout(() => leaving?.remove(), LEAVING_MS);
    card = null;
    if (queue.showing === null) return;
    card = draw(queue.showing.alert);
    if (rest) card.classList.add("rest");
    stage.append(card);
    if (!rest) play(tell(queue.showing.alert).tier, look.sound);
  };

  if (look.demo) {
    take({ type: "turn", memory: { place: 0, showing: null } });
    void import("../demo").then(({ demoAlerts }) =>
      demoAlerts((alert) => take({ type: "test", alert }), look.seconds),
    );
    return;
  }
  checkTurn = takeTurns(
    `${key} turn`,
    () => take({ type: "turn", memory: readMemory(key) }),
    () => take({ type: "handed-on" }),
  );
  connect(address, {
    topics: ["alerts"],
    resume: () => ({ alert_seq: String(Math.max(queue.place, readMemory(key).place)) }),
    refused: () => {
      take({ type: "refused" });
      forget(key);
    },
    hear: (frame) => {
      if (frame.type === "snapshot") take({ type: "connected" });
      else if (frame.type === "alerts") take({ type: "heard", alerts: frame.alerts });
      else if (frame.type === "alerts.withdrawn") take({ type: "withdrawn", numbers: frame.numbers });
      else if (frame.type === "overlay.state" && frame.overlay.id === id)
        take({ type: "paused", paused: frame.overlay.paused });
      else if (frame.type === "overlay.act" && frame.overlay_id === id) {
        if (frame.act === "skip") take({ type: "skip" });
        else if (frame.act === "test" && frame.alert) take({ type: "test", alert: frame.alert });
      }
    },
  });
};
