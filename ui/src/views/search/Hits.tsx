import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";
import { moveFocus } from "@/core/keys";
import { placed } from "@/core/place";
import { type Hit, reasons, type Why } from "@/core/search";
import { useWords } from "@/core/vocabulary";
import { isolated } from "@/design/direction";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { AddToChart } from "@/parts/AddToChart";
import { TypeMark } from "@/parts/Marks";
import { PlaceLabel } from "@/parts/PlaceLabel";
import { PlainValue, Value } from "@/parts/Value";
import classes from "./Search.module.css";

/** Results; arrows (j, k) move, Enter opens, Esc goes back to the box. */
export function Hits({ hits }: { hits: Hit[] }) {
  const { t } = useLocale();
  return (
    <ol
      className={classes.hits}
      onKeyDown={(event) => {
        if (event.key === "Escape") document.querySelector<HTMLElement>("[data-search-box]")?.focus();
        else moveFocus(event, "[data-hit]");
      }}
    >
      {hits.map((hit) => (
        <li key={hit.id} className={classes.hit}>
          <Link to="/entities/$id" params={{ id: hit.id }} className={classes.link} data-hit>
            <span className={classes.top}>
              <span className={classes.caption}>
                <PlainValue value={hit.caption} />
              </span>
              <TypeMark schema={hit.schema} />
            </span>
            {reasons(hit.why).map((why) => (
              <Reason key={`${why.field} ${why.value}`} schema={hit.schema} why={why} />
            ))}
          </Link>
          {hit.rows > 1 && <Rows hit={hit} />}
          <AddToChart ids={[hit.id, ...hit.same.map((one) => one.id)]} quiet name={`${t("chart.add-to")}: ${hit.caption}`} />
        </li>
      ))}
    </ol>
  );
}

/** Further rows of the document that call somebody the same: nothing is merged, each opens on its own. */
function Rows({ hit }: { hit: Hit }) {
  const { t } = useLocale();
  const format = useFormat();
  const name = hit.why[0]?.value ?? hit.caption;
  return (
    <details className={classes.rows} data-rows={hit.rows}>
      <summary>{format.counted("search.rows", hit.rows, { name: isolated(name) })}</summary>
      <ol>
        {[hit, ...hit.same].toSorted((a, b) => (a.why[0]?.row ?? 0) - (b.why[0]?.row ?? 0)).map((one) => (
          <li key={one.id}>
            <Link to="/entities/$id" params={{ id: one.id }}>
              <PlainValue value={one.caption} />
            </Link>
            {one.why[0] !== undefined && one.why[0].place !== "" && (
              <>
                {separator()}
                <PlaceLabel place={placed(one.why[0])} />
              </>
            )}
          </li>
        ))}
      </ol>
      {hit.rows > hit.same.length + 1 && t("search.rows.more", { n: format.number(hit.rows - hit.same.length - 1) })}
    </details>
  );
}

function Reason({ schema, why }: { schema: string; why: Why }) {
  const { t } = useLocale();
  const words = useWords();
  return (
    <div className={classes.why}>
      {t(`search.kind.${why.kind as "words"}`)}{separator()}{why.field === "key" ? words.type(schema) : words.propertyLabel(schema, why.field)}: <Value schema={schema} prop={why.field} value={why.value} />
      {why.source_name !== "" && (
        <>
          {separator()}
          <Data>{why.source_name}</Data>
        </>
      )}
      {why.place !== "" && (
        <>
          {separator()}
          <PlaceLabel place={placed(why)} />
        </>
      )}
    </div>
  );
}
