import { lazy, Suspense, useState } from "preact/compat";
import type { ChatMessage } from "../chat/messages";
import type { Room } from "../chat/store";
import { useRoomState } from "../chat/useRoom";
import { loadWorded, t } from "../i18n/t";
import { Icon } from "../ui/Icon";

const SupportersDialog = lazy(() =>
  loadWorded("sheets", async () => (await import("./SupportersDialog")).SupportersDialog),
);

/** In the chat's head, once somebody has given something: the way to who gave most. */
export function SupportersButton({ livestream, room }: { livestream: string; room: Room }) {
  const { rows } = useRoomState(room);
  const [open, setOpen] = useState(false);
  const tips = rows.filter(({ tip }) => tip !== null);
  if (tips.length === 0 && !open) return null;
  return (
    <>
      <button
        type="button"
        className="composer-button"
        aria-haspopup="dialog"
        title={t("tips.supporters")}
        onClick={() => setOpen(true)}
      >
        <Icon name="crown" />
        <span className="visually-hidden">{t("tips.supporters")}</span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <SupportersDialog
            livestream={livestream}
            version={tips.map(describe).join()}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}

/** Another one where what the list says of a tip is different. */
const describe = ({ id, account, tip }: ChatMessage) => `${id} ${account?.id} ${tip?.refunded}`;
