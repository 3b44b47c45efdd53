import { useEffect, useState } from "preact/compat";
import type { ChatMessage } from "./messages";
import { CALM_MS, speak } from "./speech";
import type { Room } from "./store";

/** What a screen reader is told of a room, now and then. `mine`: what this account says itself is not told. */
export function useSpeech(room: Room, on: boolean, mine: string | null): string {
  const [words, setWords] = useState("");
  useEffect(() => {
    if (!on) return;
    let heard: ChatMessage[] = [];
    const undo = room.subscribe(({ messages }) => {
      for (const message of messages) if (message.account?.id !== mine) heard.push(message);
      if (heard.length > 200) heard = heard.slice(-200);
    });
    // What is there already when somebody comes is not news.
    const timer = setInterval(() => {
      if (heard.length > 0) setWords(speak(heard));
      heard = [];
    }, CALM_MS);
    return () => {
      undo();
      clearInterval(timer);
      setWords("");
    };
  }, [room, on, mine]);
  return words;
}
