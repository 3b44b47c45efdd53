import { useState } from "preact/compat";
import type { Livestream } from "../api/types";
import { findHue, findInitial } from "./ground";

/** An artist's picture, round; without one, the first letter on a ground of its own. The name stands beside it. */
export function Portrait(props: {
  artist: Pick<Livestream["artist"], "display_name" | "picture">;
  large?: boolean;
}) {
  const { artist, large = false } = props;
  const { display_name, picture } = artist;
  const [broken, setBroken] = useState<string | null>(null);
  const url = picture && (large ? picture.url : picture.small_url);
  return (
    <span
      className={`portrait ${large ? "large" : ""}`}
      style={{ "--hue": findHue(display_name), backgroundColor: picture?.color }}
      aria-hidden="true"
    >
      {url && url !== broken ? (
        <img src={url} alt="" decoding="async" loading="lazy" onError={() => setBroken(url)} />
      ) : (
        findInitial(display_name)
      )}
    </span>
  );
}
