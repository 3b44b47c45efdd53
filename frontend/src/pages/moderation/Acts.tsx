import type { ReactNode } from "preact/compat";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import type { Armed } from "./desk";
import { TIME_OUTS } from "./keys";

/** What can be done with the selected message. What cannot be taken back asks once more, in the same place. */
export function Acts(props: {
  name: string;
  /** There is an account behind it, and it is not one's own. */
  somebody: boolean;
  armed: Armed | null;
  onArm: (what: Armed) => void;
  onLeave: () => void;
  onRemove: () => void;
  onTimeOut: (minutes: number) => void;
  onBan: () => void;
  children?: ReactNode;
}) {
  const { name, somebody, armed, onArm, onLeave, onRemove, onTimeOut, onBan, children } = props;
  if (armed === null) {
    return (
      <div className="desk-acts">
        <Act name={t("moderation.delete")} letter="D" danger onClick={() => onArm("remove")} />
        {somebody && (
          <>
            <Act name={t("moderation.timeOut")} letter="T" danger onClick={() => onArm("time-out")} />
            <Act name={t("moderation.ban")} letter="B" danger onClick={() => onArm("ban")} />
          </>
        )}
        {children}
      </div>
    );
  }
  return (
    <div className="desk-acts armed">
      <p className="desk-asks">
        {armed === "remove" && t("moderation.asksRemove")}
        {armed === "ban" && <T id="moderation.asksBan" name={<bdi>{name}</bdi>} />}
        {armed === "time-out" && <T id="moderation.asksTimeOut" name={<bdi>{name}</bdi>} />}
      </p>
      {/* First the way back: a second click in the same place does no harm. */}
      <Act name={t("moderation.leave")} letter="Esc" onClick={onLeave} />
      {armed === "remove" && <Act name={t("moderation.deleteIt")} letter="D" danger onClick={onRemove} />}
      {armed === "ban" && <Act name={t("moderation.banForGood")} letter="B" danger onClick={onBan} />}
      {armed === "time-out" &&
        TIME_OUTS.map(({ key, minutes }) => (
          <Act
            key={key}
            name={t("moderation.minutes", { count: minutes })}
            letter={key}
            danger
            onClick={() => onTimeOut(minutes)}
          />
        ))}
    </div>
  );
}

/** A button, and the key that does the same. */
export function Act(props: {
  name: string;
  letter?: string;
  danger?: boolean;
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
}) {
  const { name, letter, danger = false, pressed, disabled = false, onClick } = props;
  return (
    <button
      type="button"
      className={danger ? "button small danger" : "button small"}
      aria-pressed={pressed}
      aria-disabled={disabled}
      aria-keyshortcuts={letter}
      onClick={() => !disabled && onClick()}
    >
      {name}
      {letter && (
        <span className="key" aria-hidden="true">
          {letter}
        </span>
      )}
    </button>
  );
}
