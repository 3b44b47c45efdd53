import { useEffect, useState, useSyncExternalStore } from "preact/compat";
import type { Livestream } from "../../api/types";
import type { Channel } from "../../channel/channel";
import { t } from "../../i18n/t";
import { formatCount } from "../../ui/counts";
import { useNow } from "../../ui/useNow";
import { readLength } from "../control/StateLine";
import { nameApplause, type Word } from "./health";
import { Level } from "./level";

/** What is read at a glance: how many are there, since when, how loud they are, and whether all is well. */
export function Figures({
  livestream,
  word,
  channel,
}: {
  livestream: Livestream;
  word: Word;
  channel: Channel;
}) {
  const length = readLength(livestream, useNow());
  const { viewer_count, status } = livestream;
  return (
    <dl className="stage-figures">
      <div>
        <dt>{t(status === "live" ? "stage.watching" : "stage.waiting")}</dt>
        <dd className="stage-big figure" data-viewer-count={viewer_count}>
          {formatCount(viewer_count)}
        </dd>
      </div>
      <div>
        <dt>{length?.[0] ?? t("stage.onAir")}</dt>
        <dd className="stage-big figure">{length?.[1] ?? "–"}</dd>
      </div>
      <Applause channel={channel} />
      <div className="stage-health" data-tone={word.tone}>
        <dt>{t("stage.stream")}</dt>
        <dd>
          <span className="stage-big" role="status">
            {word.word}
          </span>
          {word.more !== "" && <span className="stage-more">{word.more}</span>}
        </dd>
      </div>
    </dl>
  );
}

const BARS = Array.from({ length: 10 }, (_, at) => at);

function Applause({ channel }: { channel: Channel }) {
  const [heard] = useState(() => new Level());
  useEffect(() => channel.attach(heard), [channel, heard]);
  const level = useSyncExternalStore(heard.subscribe, () => heard.level);
  const lit = Math.ceil(level * BARS.length);
  return (
    <div className="stage-applause">
      <dt>{t("stage.applause")}</dt>
      <dd>
        <span className="stage-bars" aria-hidden="true">
          {BARS.map((at) => (
            <span key={at} data-lit={at < lit} />
          ))}
        </span>
        <span className="stage-more" data-level={level}>
          {nameApplause(level)}
        </span>
      </dd>
    </div>
  );
}
