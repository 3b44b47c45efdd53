import { Picker } from "emoji-picker-element";
import data from "emoji-picker-element-data/en/emojibase/data.json?url";
import { useEffect, useRef } from "preact/compat";

/** All emoji, to be searched. Its code and its data come when somebody asks for it, from this server alone. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const picker = new Picker({ dataSource: data, locale: "en" });
    const pick = (event: Event) => {
      const { unicode } = (event as CustomEvent<{ unicode?: string }>).detail;
      if (unicode !== undefined) onPick(unicode);
    };
    picker.addEventListener("emoji-click", pick);
    place.current?.append(picker);
    return () => picker.remove();
  }, [onPick]);
  return <div className="chat-emoji" ref={place} />;
}
