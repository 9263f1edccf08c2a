import { type Frame, NO_FRAME, unframed } from "@/core/chart/document";
import { usePhotos } from "@/core/chart/photos";
import { useFormat } from "@/core/format";
import { usePerson } from "@/core/session";
import { Data } from "@/design/Text";

import classes from "./Frame.module.css";
import type { Chart } from "./useChart";
import { BESIDE } from "@/i18n/separator";

/** What the agency puts above the drawing: its mark, its name, its unit; nothing where nobody chose any. */
export function FrameHead({ made }: { made: Chart }) {
  const { frame } = made.state.chart;
  const { photos } = usePhotos(frame.mark === "" ? [] : [frame.mark]);
  const mark = photos.get(frame.mark);
  if (frame.agency === "" && frame.unit === "" && frame.mark === "") return null;
  return (
    <div className={classes.head} data-frame-head data-side={frame.legend === "end" ? "start" : "end"}>
      {mark !== undefined && <img src={mark.data} alt="" />}
      {frame.agency !== "" && <strong><Data>{frame.agency}</Data></strong>}
      {frame.unit !== "" && <Data>{frame.unit}</Data>}
    </div>
  );
}

/** The parts of the last line: case, author and date as the frame says, and its note. */
export const footOf = (frame: Frame, said: Record<Frame["foot"][number], string>): string[] => [...(["case", "author", "date"] as const).filter((one) => frame.foot.includes(one)).map((one) => said[one]), frame.note].filter((one) => one !== "");

/** What stands below it: case, author and day as the template says, and its note. */
export function FrameFoot({ made, caseTitle }: { made: Chart; caseTitle: string }) {
  const { frame } = made.state.chart;
  const format = useFormat();
  const person = usePerson();
  if (unframed({ ...frame, legend: NO_FRAME.legend })) return null;
  const said = { case: caseTitle, author: person.name, date: format.exact(new Date().toISOString().slice(0, 10)) };
  const parts = footOf(frame, said);
  return (
    <p className={classes.foot} data-frame-foot>
      {parts.map((one, at) => (
        <span key={at}>{at > 0 && BESIDE}<Data>{one}</Data></span>
      ))}
    </p>
  );
}
