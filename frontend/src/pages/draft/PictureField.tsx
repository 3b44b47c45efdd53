import { type DragEvent, useEffect, useId, useMemo, useRef, useState } from "preact/compat";
import { t } from "../../i18n/t";
import { PICTURE_TYPES, type Shape, SIZES, type Size } from "./picture";

/** Nothing was chosen; a new one; it is to go. */
export type Choice = Blob | null | "none";

/** A picture, seen as others will see it: what lies outside of the frame is cut. */
export function PictureField(props: {
  label: string;
  hint: string;
  shape: Shape;
  /** What there is now; null: none. */
  current: string | null;
  choice: Choice;
  error?: string | undefined;
  onChoose: (choice: Choice) => void;
}) {
  const { label, hint, shape, current, choice, error, onChoose } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [size, setSize] = useState<Size | null>(null);
  const [broken, setBroken] = useState(false);
  const address = useMemo(() => (choice instanceof Blob ? URL.createObjectURL(choice) : null), [choice]);
  useEffect(() => () => void (address !== null && URL.revokeObjectURL(address)), [address]);
  const shown = choice === "none" ? null : (address ?? current);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file === undefined) return;
    setSize(null);
    setBroken(false);
    onChoose(file);
  };
  const drop = (event: DragEvent<HTMLElement>) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files);
  };
  return (
    <div className="field picture-field" data-shape={shape}>
      <label htmlFor={id}>
        {label} <span className="optional">{t("ui.optional")}</span>
      </label>
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field below does the same */}
      <div
        className="picture-frame"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {shown !== null && !broken ? (
          <img
            src={shown}
            alt={t("draft.pictureShown")}
            onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
              setSize({ width, height })
            }
            onError={() => setBroken(true)}
          />
        ) : (
          <button
            type="button"
            className="picture-empty"
            tabIndex={-1}
            onClick={() => input.current?.click()}
          >
            {t(broken ? "draft.pictureUnseen" : "draft.pictureDrop")}
          </button>
        )}
      </div>
      <div className="form-actions">
        <input
          ref={input}
          id={id}
          type="file"
          accept={PICTURE_TYPES}
          className="visually-hidden"
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-hint ${id}-said`}
          onChange={(event) => take(event.currentTarget.files)}
        />
        <button
          type="button"
          className="button small"
          onClick={() => input.current?.click()}
          aria-hidden="true"
          tabIndex={-1}
        >
          {t(shown === null ? "draft.pictureChoose" : "draft.pictureOther")}
        </button>
        {shown !== null && (
          <button
            type="button"
            className="button small"
            onClick={() => {
              if (input.current) input.current.value = "";
              setBroken(false);
              onChoose(current === null ? null : "none");
              input.current?.focus();
            }}
          >
            {t("draft.pictureRemove")}
          </button>
        )}
      </div>
      <p id={`${id}-said`} role="status" className={error ? "field-error" : "hint"}>
        {error ?? (!(choice instanceof Blob) || size === null ? "" : describe(size, shape))}
      </p>
    </div>
  );
}

/** What is cut of it, and whether it is large enough to be taken, and to be sharp. */
function describe({ width, height }: Size, shape: Shape): string {
  const { best, least } = SIZES[shape];
  const wanted = best.width / best.height;
  const is = width / height;
  if (width < least.width || height < least.height) return t("draft.pictureTooSmall", { width, height });
  if (width < best.width || height < best.height) return t("draft.pictureSmall", { width, height });
  if (Math.abs(is / wanted - 1) < 0.02) return t("draft.pictureFits", { width, height });
  return t(is > wanted ? "draft.pictureWide" : "draft.pictureHigh", { width, height });
}
