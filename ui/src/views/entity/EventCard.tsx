import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";

import { asPrecise } from "@/core/day";
import { type Entity, others, type Statement, valueOf } from "@/core/entities";
import { useFormat } from "@/core/format";
import { type At, atOf, writeAt } from "@/core/place";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { TypeMark } from "@/parts/Marks";
import { PlainValue, Value } from "@/parts/Value";
import { Recorded } from "./Recorded";
import classes from "./Events.module.css";

/** Properties told in the head of an event, and those that say where its time comes from. */
const TOLD = new Set(["date", "timeText", "timeZone"]);

interface Props {
  records: Entity[];
  entity: Entity;
  here: At | null;
  onShow: (place: At) => void;
}

export function EventCard({ records, entity, here, onShow }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const first = records[0];
  if (first === undefined) return null;
  const zone = valueOf(first, "timeZone");
  const time = asPrecise(valueOf(first, "date", "startDate"), valueOf(first, "timeText"), zone);
  return (
    <article className={classes.event}>
      <div className={classes.head}>
        <strong>{time === "" ? t("events.no-time") : format.exact(time)}</strong>
        <TypeMark schema={first.schema} />
        {others(first, entity.id).map((party) => (
          <Party key={party.id} party={party} record={first} />
        ))}
        {records.length > 1 && <span className={classes.several}>{format.counted("events.records", records.length)}</span>}
      </div>
      <Rest record={first} entity={entity} />
      {records.map((record) => {
        const statement = record.statements.find((item) => item.prop === "date") ?? record.statements[0];
        return (
          statement && <Recorded key={record.id} statement={asWritten(record, statement)} here={here !== null && writeAt(here) === writeAt(atOf(statement))} onShow={() => { onShow(atOf(statement)); }} />
        );
      })}
    </article>
  );
}

/** A record is shown by its time: what is stored, and how it was written. */
function asWritten(record: Entity, statement: Statement): Statement {
  return { ...statement, prop: "date", value: asPrecise(valueOf(record, "date", "startDate"), valueOf(record, "timeText"), valueOf(record, "timeZone")), original: valueOf(record, "timeText") };
}

function Party({ party, record }: { party: Statement; record: Entity }) {
  const words = useWords();
  return (
    <span>
      {words.propertyLabel(record.schema, party.prop)}{" "}
      <Anchor component={Link} to={`/entities/${party.target ?? ""}`} size="sm">
        <PlainValue value={party.target_caption ?? party.value} />
      </Anchor>
    </span>
  );
}

/** Everything else the record says, in one line. */
function Rest({ record, entity }: { record: Entity; entity: Entity }) {
  const words = useWords();
  const heads = new Set(others(record, entity.id).map((item) => item.prop));
  const shown = record.statements.filter((item) => !TOLD.has(item.prop) && !heads.has(item.prop) && item.target !== entity.id);
  return (
    <div className={classes.rest}>
      {shown.map((item, index) => (
        <Fragment key={item.id}>
          {index > 0 && BESIDE}
          {item.target === null ? (
            <>
              {words.propertyLabel(record.schema, item.prop)} <Value schema={record.schema} prop={item.prop} value={item.value} />
            </>
          ) : (
            <Party party={item} record={record} />
          )}
        </Fragment>
      ))}
    </div>
  );
}
