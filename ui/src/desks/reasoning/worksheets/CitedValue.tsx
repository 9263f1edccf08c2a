import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { atOf, writeAt } from "@/core/place";
import type { Cited } from "../hypotheses/hypotheses";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { Data } from "@/design/Text";
import { separator } from "@/i18n/separator";

import { GradeMark, TypeMark } from "@/parts/Marks";
import { PlaceLabel } from "@/parts/PlaceLabel";
import { PlainValue, Value } from "@/parts/Value";
import classes from "../Worksheets.module.css";
import { useSay } from "../words";

/** A recorded value that something rests on: of what, which value, where it stands, and whether it still does. */
export function CitedValue({ cited, people = {} }: { cited: Cited; people?: Record<string, string> }) {
  const say = useSay();
  const format = useFormat();
  const words = useWords();
  const { about, value, closed } = cited;
  if (about === null || value === null) return <Text size="sm" c="dimmed">{say("cited.gone")}</Text>;
  
  const at = writeAt(atOf(value));
  return (
    <div data-cited={cited.state}>
      <Anchor component={Link} to={`/entities/${about.id}?at=${at}`} size="sm">
        <PlainValue value={about.caption} />
      </Anchor>{" "}
      <span className={classes.quiet}>
        <TypeMark schema={about.schema} />
      </span>
      <div className={classes.said}>
        {words.propertyLabel(about.schema, value.prop)}: <Value schema={about.schema} prop={value.prop} value={value.value} />
      </div>
      <div className={classes.quiet}>
        <Data>{value.source_name}</Data>{separator()}<PlaceLabel place={value.place} />{separator()}<GradeMark grade={value.grade} />
      </div>
      {cited.state === "superseded" && <Text size="sm" fw={600}>{say("cited.superseded")}</Text>}
      {cited.state === "retracted" && (
        <Text size="sm" fw={600}>
          {say("cited.retracted")}
          {closed !== null && (
            <>
              {" "}
             {separator()}<Data>{closed.reason}</Data>{separator()}<Data>{people[closed.by] ?? closed.by}</Data>{separator()}{format.date(closed.at.slice(0, 10))}
            </>
          )}
        </Text>
      )}
    </div>
  );
}
