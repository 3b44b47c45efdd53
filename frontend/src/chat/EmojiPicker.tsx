import { Picker } from "emoji-picker-element";
import deWords from "emoji-picker-element/i18n/de.js";
import enWords from "emoji-picker-element/i18n/en.js";
import deData from "emoji-picker-element-data/de/cldr/data.json?url";
import enData from "emoji-picker-element-data/en/emojibase/data.json?url";
import { useEffect, useRef } from "preact/compat";
import { locale } from "../i18n/t";

const LANGUAGES = {
  de: { dataSource: deData, i18n: deWords },
  en: { dataSource: enData, i18n: enWords },
};

/** All emoji, to be searched in the page's language. Its code and its data come when somebody asks for it, from this server alone. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const spoken = locale();
    const picker = new Picker({ ...LANGUAGES[spoken], locale: spoken });
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
