import { type Hit, reasons } from "@/core/search";
import { useWords } from "@/core/vocabulary";
import { Data } from "@/design/Text";
import { separator } from "@/i18n/separator";

import classes from "./FoundLine.module.css";
import { TypeMark } from "./Marks";
import { PlainValue, Value } from "./Value";

/** Something found, in a short list to pick from: its name and type, and what tells it from a namesake (the value that answers and its document). */
export function FoundLine({ hit }: { hit: Hit }) {
  const words = useWords();
  const why = reasons(hit.why)[0];
  return (
    <span className={classes.line}>
      <span className={classes.name}>
        <PlainValue value={hit.caption} />
        <span className={classes.quiet}>
          <TypeMark schema={hit.schema} />
        </span>
      </span>
      {why !== undefined && (
        <span className={classes.quiet}>
          {why.value !== hit.caption && why.field !== "key" && (
            <>
              {words.propertyLabel(hit.schema, why.field)}: <Value schema={hit.schema} prop={why.field} value={why.value} />
              {why.source_name !== "" && separator()}
            </>
          )}
          {why.source_name !== "" && <Data>{why.source_name}</Data>}
        </span>
      )}
    </span>
  );
}
