import type { Livestream } from "../../api/types";
import { T } from "../../i18n/T";
import { Countdown } from "../../ui/Countdown";
import { useNow } from "../../ui/useNow";
import { findGoesOn } from "./situation";

/** A show that ended by mistake is not over yet. */
export function GoesOn({ livestream }: { livestream: Livestream }) {
  const until = findGoesOn(livestream, useNow());
  if (until === null) return null;
  return (
    <p className="note warn">
      <T id="control.goesOn" time={<Countdown until={until} />} />
    </p>
  );
}
