import { useEffect, useState } from "preact/compat";
import type { MessageKey } from "../../i18n/messages";
import { t } from "../../i18n/t";

export interface Jump {
  /** The element's id. */
  to: string;
  name: MessageKey;
}

/** On a phone the parts of the control room are one thumb apart: a bar at the bottom that says which one is seen. */
export function Jumps({ jumps, onJump }: { jumps: readonly Jump[]; onJump: (to: string) => void }) {
  const [seen, setSeen] = useState<string | null>(null);
  const names = jumps.map(({ to }) => to).join(" ");
  useEffect(() => {
    const watcher = new IntersectionObserver(
      (entries) => {
        const found = entries.find(({ isIntersecting }) => isIntersecting);
        if (found) setSeen(found.target.id);
      },
      // What is in the upper half of the window is what is looked at.
      { rootMargin: "-25% 0px -70% 0px" },
    );
    for (const name of names.split(" ")) {
      const element = document.getElementById(name);
      if (element) watcher.observe(element);
    }
    return () => watcher.disconnect();
  }, [names]);
  return (
    <nav className="jumps" aria-label={t("control.parts")}>
      {jumps.map(({ to, name }) => (
        <a
          key={to}
          href={`#${to}`}
          onClick={() => onJump(to)}
          aria-current={seen === to ? "true" : undefined}
        >
          {t(name)}
        </a>
      ))}
    </nav>
  );
}
