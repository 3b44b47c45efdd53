import { useEffect, useRef, useState } from "preact/compat";
import { readRehearsal } from "../../api/calls";
import type { Rehearsal, Verdict } from "../../api/types";
import { chooseNews, type RehearsalNews } from "../../channel/rehearsal";

/** What the last rehearsal was found to be, read once and then told; null: there was none; undefined: not known yet. */
export function useVerdict(news: RehearsalNews): Verdict | null | undefined {
  const [read, setRead] = useState<{ rehearsal: Rehearsal; heard: number } | null>(null);
  const heard = useRef(news.heard);
  heard.current = news.heard;
  useEffect(() => {
    const controller = new AbortController();
    const before = heard.current;
    readRehearsal(controller.signal).then(
      (rehearsal) => setRead({ rehearsal, heard: before }),
      () => {}, // the rehearsal's own page says what is wrong
    );
    return () => controller.abort();
  }, []);
  return read === null && news.heard === 0 ? undefined : chooseNews(read, news).verdict;
}
