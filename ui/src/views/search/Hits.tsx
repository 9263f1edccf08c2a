import { Link } from "@tanstack/react-router";

import { moveFocus } from "@/core/keys";
import { placed } from "@/core/place";
import { type Hit, reasons, type Why } from "@/core/search";
import { useWords } from "@/core/vocabulary";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import { AddToChart } from "../parts/AddToChart";
import { TypeMark } from "../parts/Marks";
import { PlaceLabel } from "../parts/PlaceLabel";
import { PlainValue, Value } from "../parts/Value";
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
          <AddToChart ids={[hit.id]} quiet name={`${t("chart.add-to")}: ${hit.caption}`} />
        </li>
      ))}
    </ol>
  );
}

function Reason({ schema, why }: { schema: string; why: Why }) {
  const { t } = useLocale();
  const words = useWords();
  return (
    <div className={classes.why}>
      {t(`search.kind.${why.kind as "words"}`)} · {why.field === "key" ? words.type(schema) : words.propertyLabel(schema, why.field)}: <Value schema={schema} prop={why.field} value={why.value} />
      {why.source_name !== "" && (
        <>
          {" · "}
          <Data>{why.source_name}</Data>
        </>
      )}
      {why.place !== "" && (
        <>
          {" · "}
          <PlaceLabel place={placed(why)} />
        </>
      )}
    </div>
  );
}
