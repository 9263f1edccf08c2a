import { Stack, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { may, useOpenDesks } from "@/core/desks/open";
import { Data } from "@/design/Text";

import { grouped } from "./acts";
import css from "./Custody.module.css";
import { useSay } from "./words";

/** The desk's screens, what may be done and asked there by group, and its registers and forms: what the person may not is left out. */
export function ActsPart() {
  const say = useSay();
  const open = useOpenDesks().data?.find((item) => item.desk.name === "custody");
  if (open === undefined) return null;
  const { desk } = open;
  const further = [...(desk.inbox ? [{ to: "inbox", name: say("acts.inbox") }] : []), ...(desk.rules > 0 ? [{ to: "rules", name: say("acts.rules") }] : [])];
  return (
    <Stack>
      <Title order={2} size="h3" id="acts">{say("acts")}</Title>
      <div className={css["acts"]} data-acts>
        {grouped(desk.operations.filter((one) => one.may)).map(({ group, of }) => <Ways key={group} title={say(`acts.${group}`)} ways={of.map((one) => ({ to: `operations/${one.name}`, name: one.title, help: one.help }))} />)}
        <Ways title={say("acts.registers")} ways={[...further, ...desk.registers.filter((one) => one.may).map((one) => ({ to: `registers/${one.name}`, name: one.title }))]} />
        <Ways title={say("acts.forms")} ways={desk.forms.filter((one) => one.may).map((one) => ({ to: `forms/${one.name}`, name: one.title }))} />
      </div>
    </Stack>
  );
}

function Ways({ title, ways }: { title: string; ways: readonly { to: string; name: string; help?: string }[] }) {
  if (ways.length === 0) return null;
  return (
    <nav aria-label={title} className={css["side"]}>
      <Title order={3} size="h5">{title}</Title>
      <ul className={css["ways"]}>{ways.map((one) => <li key={one.to}><Link to="/desks/$desk/$" params={{ desk: "custody", _splat: one.to }} title={one.help}><Data>{one.name}</Data></Link></li>)}</ul>
    </nav>
  );
}

/** The desk's own screens, in one line. */
export function Screens() {
  const say = useSay();
  const open = useOpenDesks().data?.find((item) => item.desk.name === "custody");
  if (open?.page == null) return null;
  return (
    <nav aria-label={say("acts.screens")} className={css["screens"]}>
      {open.page.menu.filter((line) => line.to !== "today" && may(open.desk, line.shows)).map((line) => <Link key={line.to} to="/desks/$desk/$" params={{ desk: "custody", _splat: line.to }}>{open.say(line.name)}</Link>)}
    </nav>
  );
}
