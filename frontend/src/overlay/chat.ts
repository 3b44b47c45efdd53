import { formatCount, make, markTier } from "./dom";
import type { ChatFrame, Message } from "./frames";
import type { Start } from "./main";
import { apply, type Messages, NOTHING } from "./messages";
import { connect } from "./socket";
import { words } from "./words";

/** How many colours names have (`overlay.css`). */
const COLOURS = 8;

export const start: Start = (root, look, address) => {
  const list = make("ol", "chat");
  root.append(list);
  const drawn = new Map<string, { message: Message; row: HTMLElement }>();
  let messages: Messages = NOTHING;

  const hear = (frame: ChatFrame): void => show(apply(messages, frame, look.lines));
  const show = (next: Messages): void => {
    messages = next;
    const kept = new Set(messages.list.map(({ id }) => id));
    for (const [id, { row }] of drawn) {
      if (kept.has(id)) continue;
      row.remove();
      drawn.delete(id);
    }
    messages.list.forEach((message, index) => {
      const known = drawn.get(message.id);
      if (known?.message === message && list.children[index] === known.row) return;
      const row = known?.message === message ? known.row : draw(message);
      if (known !== undefined && known.row !== row) known.row.remove();
      list.insertBefore(row, list.children[index] ?? null);
      drawn.set(message.id, { message, row });
    });
  };

  if (look.demo) {
    void import("./demo").then(({ demoChat }) => demoChat(hear));
    return;
  }
  connect(address, {
    topics: ["chat"],
    refused: () => show(NOTHING),
    hear: (frame) => {
      if (frame.type === "chat") hear(frame);
    },
  });
};

export function draw(message: Message): HTMLElement {
  const row = make(
    "li",
    `chat-line chat-${message.kind === "tip" || message.kind === "notice" ? message.kind : "message"}`,
  );
  const { account, tip } = message;
  if (message.kind !== "notice") {
    for (const badge of account?.badges ?? []) {
      const mark = BADGES[badge];
      if (mark !== undefined) row.append(make("span", `chat-badge badge-${badge}`, mark));
    }
    row.append(
      make("bdi", `chat-name name-${colour(account?.id ?? "")}`, account?.display_name ?? words.somebody),
    );
  }
  if (tip !== null) {
    markTier(row, tip.tier);
    row.append(make("span", "chat-amount", `${formatCount(tip.amount)} ${words.tokens(tip.amount)}`));
    if (tip.refunded) row.classList.add("refunded");
  }
  row.append(make("span", "chat-text", readText(message)));
  return row;
}

/** Its own words; a notice of whom the artist thanks in the overlay's language. */
function readText({ kind, about, account, text }: Message): string {
  const { thanks } = (about ?? {}) as { thanks?: { account?: { display_name: string } | null } };
  const whom = thanks?.account?.display_name;
  return kind !== "notice" || whom === undefined || account === null
    ? text
    : `${account.display_name}${words.thanked}${whom}`;
}

const BADGES: Readonly<Record<string, string>> = { artist: words.artist, moderator: "Mod", holder: "♦" };

/** The same for the same account, wherever it writes. */
function colour(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 65_521;
  return sum % COLOURS;
}
