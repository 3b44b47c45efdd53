import { useEffect, useState } from "preact/compat";
import { t } from "../i18n/t";

/** Says that something is on its way, but only once it has taken long enough to be noticed. */
export function Waiting({ what }: { what: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="waiting" role="status">
      {late ? t("ui.loading", { what }) : ""}
    </p>
  );
}
