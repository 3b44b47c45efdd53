import { type ReactNode, useState } from "preact/compat";
import type { Livestream } from "../../api/types";
import { findHue } from "../../ui/ground";

/**
 * Its place is there before it is, and without it: then a ground made from the name. A newer one takes it when it has
 * come. `children` lie over it.
 */
export function CardPicture(props: {
  livestream: Pick<Livestream, "title" | "cover">;
  /** Of the show itself; where there is none, the cover stands for it. */
  url?: string | null;
  alt?: string;
  large?: boolean;
  children?: ReactNode;
}) {
  const { livestream, url = null, alt = "", large = false, children } = props;
  const { title, cover } = livestream;
  const [broken, setBroken] = useState<ReadonlySet<string>>(new Set());
  const own = cover && (large ? cover.url : cover.small_url);
  const shown = [url, own].find((one) => one && !broken.has(one));
  return (
    <div className="show-picture" style={{ "--hue": findHue(title), backgroundColor: cover?.color }}>
      {shown && (
        <img
          src={shown}
          alt={shown === url ? alt : ""}
          loading={large ? "eager" : "lazy"}
          fetchPriority={large ? "high" : "auto"}
          decoding="async"
          onError={() => setBroken(new Set(broken).add(shown))}
        />
      )}
      {children}
    </div>
  );
}
