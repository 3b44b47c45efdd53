import type { Alert, ChatFrame, Message } from "./frames";
import type { Goal } from "./messages";

/** Made-up things, so that an artist sees how an overlay looks before anybody has said or given anything. */

const PEOPLE = ["Grace", "Lin", "Mustafa", "Zoë", "Kwame", "Ingrid", "Ada"] as const;
const WORDS = [
  "Hello from Lisbon!",
  "That bass line 🔥",
  "Is this the new one?",
  "Louder on the keys please",
  "First time here. What a voice!",
  "See you on Friday",
  "The bridge gets me every time",
] as const;

function person(index: number): string {
  return PEOPLE[index % PEOPLE.length] ?? "Grace";
}

export function demoAlerts(show: (alert: Alert) => void, seconds: number | null): void {
  const alerts: [string, Alert["about"]][] = [
    [
      "tip",
      {
        account: { id: "1", display_name: "Grace" },
        amount: 120,
        text: "That bass line! Play it once more?",
      },
    ],
    ["thanks", { account: { id: "2", display_name: "Lin" }, text: "" }],
    ["tip", { account: { id: "3", display_name: "Zoë" }, amount: 5, text: "" }],
    ["tip", { account: { id: "4", display_name: "Mustafa" }, amount: 1500, text: "For the new amp." }],
  ];
  let at = 0;
  const next = () => {
    const [kind, about] = alerts[at % alerts.length] ?? ["tip", {}];
    at += 1;
    show({ number: 0, at: new Date().toISOString(), kind, livestream_id: null, message_id: null, about });
  };
  next();
  setInterval(next, (seconds ?? 8) * 1_000 + 1_000);
}

export function demoChat(hear: (frame: ChatFrame) => void): void {
  let seq = 0;
  const message = (): Message => {
    seq += 1;
    const tipped = seq % 5 === 0;
    const tip = tipped ? ({ amount: 50, tier: 3, refunded: false } as Message["tip"]) : null;
    const badges = seq % 4 === 1 ? ["holder"] : seq % 7 === 3 ? ["moderator"] : [];
    return {
      id: `demo${seq}`,
      seq,
      at: new Date().toISOString(),
      show_time: null,
      account: { id: person(seq), display_name: person(seq), badges },
      kind: tipped ? "tip" : "message",
      text: WORDS[seq % WORDS.length] ?? "",
      mentions: [],
      question: null,
      tip,
      about: null,
    };
  };
  const tell = (messages: Message[], reset: boolean) =>
    hear({
      type: "chat",
      livestream_id: "demo",
      after: seq - messages.length,
      seq,
      reset,
      messages,
      removed: [],
    });
  tell(Array.from({ length: 6 }, message), true);
  setInterval(() => tell([message()], false), 2_000);
}

export function demoGoal(show: (goal: Goal) => void): void {
  const goal = { title: "A new amplifier", amount: 2_000, given: 1_240 };
  show(goal);
  setInterval(() => {
    goal.given = goal.given >= goal.amount ? 1_240 : Math.min(goal.amount, goal.given + 60);
    show(goal);
  }, 2_500);
}

export function demoViewers(show: (count: number) => void): void {
  let count = 1_284;
  show(count);
  setInterval(() => {
    count += Math.round(Math.random() * 12) - 5;
    show(count);
  }, 2_000);
}

export function demoApplause(show: (level: number, count: number) => void): void {
  let turn = 0;
  const clap = () => {
    turn += 1;
    const level = Math.max(0, Math.sin(turn / 8)) ** 0.5;
    show(level, Math.round(level * 9));
  };
  clap();
  setInterval(clap, 250);
}

export function demoMarker(show: (title: string) => void): void {
  const songs = ["Blackbird", "River (new!)", "Encore: Wildfire"] as const;
  let at = 0;
  show(songs[0]);
  setInterval(() => {
    at += 1;
    show(songs[at % songs.length] ?? songs[0]);
  }, 5_000);
}
