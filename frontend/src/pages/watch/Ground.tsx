import type { Livestream } from "../../api/types";
import { hueOf } from "../../chat/names";

/** What stands on the stage while there is no picture: a ground made from the show's name. */
export function Ground({ livestream: { title } }: { livestream: Pick<Livestream, "title"> }) {
  return <div className="stage-ground" aria-hidden="true" style={{ "--hue": hueOf(title) }} />;
}
