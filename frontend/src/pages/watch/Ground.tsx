import { useState } from "preact/compat";
import type { Livestream } from "../../api/types";
import { findHue } from "../../ui/ground";

/** What stands on the stage while there is no picture: the show's cover, else a ground made from its name. */
export function Ground({
  livestream: { title, cover },
}: {
  livestream: Pick<Livestream, "title" | "cover">;
}) {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <div
      className="stage-ground"
      aria-hidden="true"
      style={{ "--hue": findHue(title), backgroundColor: cover?.color }}
    >
      {cover !== null && cover.url !== broken && (
        <img src={cover.url} alt="" decoding="async" onError={() => setBroken(cover.url)} />
      )}
    </div>
  );
}
