import type { Livestream } from "../../api/types";
import { Countdown } from "../../ui/Countdown";
import { useNow } from "../../ui/useNow";
import { findGoesOn } from "./situation";

/** A show that ended by mistake is not over yet. */
export function GoesOn({ livestream }: { livestream: Livestream }) {
  const until = findGoesOn(livestream, useNow());
  if (until === null) return null;
  return (
    <p className="note warn">
      Not what you wanted? Start streaming again with the key shown here within <Countdown until={until} />,
      and the show goes on for everybody who is still here.
    </p>
  );
}
