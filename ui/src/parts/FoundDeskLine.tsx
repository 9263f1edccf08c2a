import type { FoundAtDesk } from "@/core/desks/finds";
import { Code, Data } from "@/design/Text";

import classes from "./FoundLine.module.css";

/** A thing of a desk in a short list: its name first, its number small, what tells it from others of that name. */
export function FoundDeskLine({ found }: { found: FoundAtDesk }) {
  const { name, number, beside, sort } = found;
  return (
    <span className={classes.line}>
      <span className={classes.name}>
        {name === "" ? <Code>{number}</Code> : <Data>{name}</Data>}
        <span className={classes.quiet}>{sort}</span>
      </span>
      <span className={classes.quiet}>
        {name !== "" && number !== "" && <><Code>{number}</Code> </>}
        <Data>{beside}</Data>
      </span>
    </span>
  );
}
