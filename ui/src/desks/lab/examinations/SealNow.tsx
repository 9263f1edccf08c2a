import { Code } from "@/design/Text";
import { BESIDE } from "@/i18n/separator";

import type { Examined } from "../server";
import { useSay } from "../words";

/** The seals of an exhibit as they are now: the whole ones, and whether the one it came under was opened. */
export function SealNow({ told }: { told: Examined }) {
  const say = useSay();
  const opened = told.seal !== "" && told.acts > 0 && !told.seals.includes(told.seal);
  if (told.seal === "" && told.seals.length === 0) return <>{say("exhibit.seal")} –</>;
  return (
    <span data-seal={opened ? "opened" : "whole"}>
      {say("exhibit.seal")} {opened && <><Code>{told.seal}</Code> {say("exhibit.seal.opened")}</>}
      {told.seals.map((one, at) => <span key={one}>{(opened || at > 0) && BESIDE}<Code>{one}</Code></span>)}
    </span>
  );
}
