import { useState } from "preact/compat";
import type { Clip } from "../api/types";
import { t } from "../i18n/t";
import { Icon } from "../ui/Icon";
import { formatDuration, sayLength } from "./times";

/** Clips as pictures to press. */
export function ClipCards({ clips, others = "" }: { clips: readonly Clip[]; others?: string }) {
  return (
    <ul className="clip-cards">
      {clips.map((clip) => (
        <li className="clip-card" key={clip.id} data-clip={clip.id}>
          <ClipStill clip={clip} />
          <p className="clip-name">
            <a href={`/clips/${clip.id}`} className="cover-link">
              <bdi>{clip.title}</bdi>
            </a>
          </p>
          <p className="hint">
            <bdi>{clip.creator?.display_name ?? t("clips.left")}</bdi>
            {others}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** A clip's picture and how long it is. */
export function ClipStill({ clip: { still_url, duration } }: { clip: Clip }) {
  const [missing, setMissing] = useState<string | null>(null);
  return (
    <div className="clip-still">
      {still_url !== null && missing !== still_url ? (
        <img src={still_url} alt="" loading="lazy" onError={() => setMissing(still_url)} />
      ) : (
        <Icon name="play" />
      )}
      <span className="clip-duration figure" aria-hidden="true">
        {formatDuration(duration)}
      </span>
      <span className="visually-hidden">{sayLength(Math.round(duration))}</span>
    </div>
  );
}
