import { Link } from "@tanstack/react-router";
import { memo } from "react";

import { useFormat } from "@/core/format";
import { type At, atOf } from "@/core/place";
import { lengthOf, type Utterance, sideOf, timeOf } from "@/core/talk";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import { PlainValue } from "@/parts/Value";
import { Picture } from "./Picture";
import classes from "./Talk.module.css";

export interface LineProps {
  said: Utterance;
  /** The day to write above it; empty where it is that of the event before. */
  day: string;
  mine: string;
  name: string;
  found: boolean;
  here: boolean;
  zone: string;
  onShow: (place: At) => void;
  onNote: (said: Utterance) => void;
}

/** One message, or a call as a quiet line between messages, with the way to the very row it was read from. */
export const UtteranceLine = memo(function UtteranceLine({ said, day, mine, name, found, here, zone, onShow, onNote }: LineProps) {
  const { t } = useLocale();
  const format = useFormat();
  const time = timeOf(said, zone);
  const record = said.records[0];
  const acts = (
    <span className={classes.acts}>
      {record !== undefined && (
        <button type="button" onClick={() => { onShow(atOf(record)); }} data-source>
          {said.records.length > 1 ? t("talk.source.several", { n: format.number(said.records.length) }) : t("talk.source")}
        </button>
      )}
      <button type="button" onClick={() => { onNote(said); }}>
        {t("talk.note")}
      </button>
    </span>
  );
  return (
    <div className={classes.line}>
      {day !== "" && (
        <div className={classes.day} role="heading" aria-level={2}>
          {format.exact(day)}
        </div>
      )}
      {said.kind === "Message" ? (
        <div className={classes.said} data-side={sideOf(said, mine)} data-found={found || undefined} data-here={here || undefined} data-said>
          <div className={classes.meta}>
            <strong>
              <PlainValue value={name} />
            </strong>
            <Code>{format.digits(time)}</Code>
            {said.deleted && <span className={classes.flag}>{t("talk.deleted")}</span>}
            {said.edited && <span className={classes.flag}>{t("talk.edited")}</span>}
          </div>
          {said.attached.map((file) =>
            file.picture ? (
              <Link key={file.source} to="/sources/$id" params={{ id: file.source }}>
                <Picture source={file.source} name={file.name} />
              </Link>
            ) : (
              <Link key={file.source} to="/sources/$id" params={{ id: file.source }}>
                <Data>{file.name}</Data>
              </Link>
            ),
          )}
          <div className={classes.text} dir="auto">
            {said.text}
          </div>
          {said.text === "" && said.attached.length === 0 && <div className={classes.meta}>{t("talk.no-text")}</div>}
          {said.omitted && <div className={classes.meta}>{t("talk.omitted")}</div>}
          <div className={classes.meta}>
            {said.service !== "" && <Data>{said.service}</Data>}
            {said.at === "" && <Data>{said.at_text === "" ? t("talk.undated") : said.at_text}</Data>}
            {acts}
          </div>
        </div>
      ) : (
        <div className={classes.call} data-found={found || undefined} data-here={here || undefined} data-call>
          <span>
            {t("talk.call")} <PlainValue value={name} />
          </span>
          <Code>{format.digits(time)}</Code>
          {said.seconds !== null && <Code>{format.digits(lengthOf(said.seconds))}</Code>}
          {said.service !== "" && <Data>{said.service}</Data>}
          {said.deleted && <span className={classes.flag}>{t("talk.deleted")}</span>}
          {acts}
        </div>
      )}
    </div>
  );
});
