import type { ReactNode } from "preact/compat";
import { audienceTable } from "../../api/studioCalls";
import type { MessageKey } from "../../i18n/messages";
import { t } from "../../i18n/t";

interface Named {
  /** Its columns' headings, the first of which is that of the rows' own. */
  columns: readonly MessageKey[];
  className?: string;
  /** The rows. */
  children: ReactNode;
}

/** A table of the audience, to scroll where it is wider than the page: named by words, or by the heading above it. */
export function DataTable(props: Named & ({ label: string } | { labelledBy: string })) {
  const { columns, className, children } = props;
  const name = "label" in props ? { "aria-label": props.label } : { "aria-labelledby": props.labelledBy };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="table-box" tabIndex={0} {...name}>
      <table className={className}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

/** One that is also to be had as a file, which the server calls `table`. */
export function DataPanel(
  props: Named & { livestream: string; table: "origins" | "renditions"; title: string; words: string },
) {
  const { livestream, table, title, words, ...rows } = props;
  return (
    <div className="panel">
      <h2 id={table}>{title}</h2>
      <p className="by">{words}</p>
      <DataTable labelledBy={table} {...rows} />
      <p className="form-actions">
        <a className="button" href={`${audienceTable(livestream)}?table=${table}`} download>
          {t("audience.csv")}
        </a>
      </p>
    </div>
  );
}
