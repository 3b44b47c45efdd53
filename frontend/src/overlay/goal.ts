import { formatCount, make } from "./dom";
import type { Start } from "./main";
import { apply, type Goal, type Messages, NOTHING } from "./messages";
import { connect } from "./socket";
import { words } from "./words";

export const start: Start = (root, look, address) => {
  const box = make("section", "goal");
  const title = make("p", "goal-title");
  const count = make("p", "goal-count");
  const bar = make("div", "goal-bar");
  const fill = make("div", "goal-fill");
  bar.append(fill);
  box.append(title, bar, count);
  box.hidden = true;
  root.append(box);

  const show = (goal: Goal | null): void => {
    box.hidden = goal === null;
    if (goal === null) return;
    title.textContent = goal.title;
    count.textContent = words.goal(formatCount(goal.given), formatCount(goal.amount));
    fill.style.width = `${Math.min(100, (100 * goal.given) / Math.max(1, goal.amount))}%`;
    box.classList.toggle("reached", goal.given >= goal.amount);
  };

  if (look.demo) {
    void import("./demo").then(({ demoGoal }) => demoGoal(show));
    return;
  }
  let messages: Messages = NOTHING;
  connect(address, {
    topics: ["chat"],
    refused: () => {
      messages = NOTHING;
      show(null);
    },
    hear: (frame) => {
      if (frame.type !== "chat") return;
      messages = apply(messages, frame, 1);
      show(messages.goal);
    },
  });
};
