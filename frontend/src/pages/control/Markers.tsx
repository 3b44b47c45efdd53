import { useCallback, useEffect, useRef } from "preact/compat";
import { changeMarker, createMarker, deleteMarker } from "../../api/studioCalls";
import type { Marker } from "../../api/types";
import { t } from "../../i18n/t";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { formatLength } from "../../ui/time";
import { useRemoving } from "../../ui/useRemoving";
import { useSubmit } from "../../ui/useSubmit";
import { MarkerForm, type Named } from "./MarkerForm";

/** A new one, in place of a marker's id. */
export const NEW = "new";

/** The show's markers, which are the replay's chapters: to be named, moved and removed. */
export function Markers(props: {
  id: string;
  live: boolean;
  markers: readonly Marker[];
  /** Whose fields are open; null: nobody's. */
  editing: string | null;
  onEdit: (marker: string | null) => void;
}) {
  const { id, live, markers, editing, onEdit } = props;
  const removing = useRemoving(
    useCallback((marker: string) => deleteMarker(id, marker), [id]),
    t("control.removed"),
  );
  const saving = useSubmit(
    useCallback(
      async (marker: string, named: Named) => {
        await (marker === NEW ? createMarker(id, named) : changeMarker(id, marker, named));
        onEdit(null);
      },
      [id, onEdit],
    ),
  );
  const list = useRef<HTMLOListElement>(null);
  // What was open is closed with its form; the keyboard goes on at the marker itself.
  const was = useRef(editing);
  useEffect(() => {
    if (editing === null && was.current !== null)
      list.current?.querySelector<HTMLElement>(`[data-marker="${was.current}"] button`)?.focus();
    was.current = editing;
  }, [editing]);
  const form = (marker: Marker | null) => (
    <MarkerForm
      marker={marker}
      pending={saving.pending}
      problem={saving.problem}
      onSave={(named) => void saving.submit(marker?.id ?? NEW, named)}
      onCancel={() => onEdit(null)}
    />
  );
  return (
    <div className="markers">
      <h3 ref={removing.place} tabIndex={-1}>
        {t("control.chapters")}
      </h3>
      <p className="hint">{t(live ? "control.chaptersLive" : "control.chaptersReplay")}</p>
      {markers.length > 0 && (
        <ol ref={list}>
          {markers.map((marker) => (
            <li key={marker.id} data-marker={marker.id}>
              {editing === marker.id ? (
                form(marker)
              ) : (
                <>
                  <span className="markers-time figure">{formatLength(marker.at * 1000)}</span>
                  <bdi className="markers-title">{marker.title}</bdi>
                  <span className="markers-acts">
                    <button
                      type="button"
                      className="button small"
                      aria-label={t("control.editOf", { title: marker.title })}
                      onClick={() => onEdit(marker.id)}
                    >
                      {t("control.edit")}
                    </button>
                    <button
                      type="button"
                      className="button small"
                      aria-label={t("control.removeOf", { title: marker.title })}
                      aria-disabled={removing.pending}
                      onClick={() => void removing.remove(marker.id)}
                    >
                      {t("control.remove")}
                    </button>
                  </span>
                </>
              )}
            </li>
          ))}
        </ol>
      )}
      {editing === NEW
        ? form(null)
        : !live && (
            <div>
              <button type="button" className="button small" onClick={() => onEdit(NEW)}>
                {t("control.addChapter")}
              </button>
            </div>
          )}
      {removing.problem && <ProblemNote problem={removing.problem} />}
      <Said words={removing.said} />
    </div>
  );
}
