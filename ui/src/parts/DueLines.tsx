import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { dueTarget } from "@/core/desks/due";
import { type OpenDesk, useOpenDesks } from "@/core/desks/open";
import type { Due } from "@/core/inbox";
import { Data } from "@/design/Text";
import { isolated } from "@/design/direction";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Due.module.css";
import { DueTime } from "./DueTime";

const ID = /^[0-9a-f]{16,64}$/;

/** Lines of the inbox, each with what has to be done about whom, until when in words, and one button; `named` says of which desk. */
export function DueLines({ lines, named = true }: { lines: readonly Due[]; named?: boolean }) {
  const { data } = useOpenDesks();
  return lines.map((due) => <Line key={`${due.desk} ${due.case} ${due.key}`} due={due} open={data?.find((one) => one.desk.name === due.desk)} named={named} />);
}

function Line({ due, open, named }: { due: Due; open: OpenDesk | undefined; named: boolean }) {
  const { t } = useLocale();
  const { to, search } = dueTarget(due, open?.page ?? null);
  const word = t(due.why === "draft" ? "due.continue" : due.why === "approval" ? "due.review" : "due.open");
  const about = due.title !== "" || ID.test(due.id) ? due.title : due.id;
  return (
    <li className={classes["line"]} data-due={due.why} data-desk={due.desk} data-standing={due.standing ?? undefined}>
      <div className={classes["text"]}>
        <div className={classes["what"]}><Data>{due.why === "draft" ? about : due.label}</Data></div>
        <div className={classes["beside"]}>
          <DueTime until={due.until} unknown={due.standing === "unknown"} />
          {(due.why === "approval" || due.why === "draft") && <span className={classes["tag"]}>{t(`due.${due.why}`)}</span>}
          {due.why !== "draft" && about !== "" && <Data>{about}</Data>}
          {named && open !== undefined && <span><Data>{open.desk.title}</Data></span>}
        </div>
      </div>
      <Button size="compact-md" variant="default" aria-label={`${word}: ${isolated(`${due.label} ${about}`.trim())}`} renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: due.desk, _splat: to }} search={search} {...props} />}>{word}</Button>
    </li>
  );
}
