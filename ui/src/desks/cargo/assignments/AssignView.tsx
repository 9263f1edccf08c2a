import { Anchor, Badge, Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

import classes from "../Cargo.module.css";
import { type Assignments, assignmentsQuery, useAssign } from "../server";
import { called, useSay } from "../words";
import { BESIDE } from "@/i18n/separator";

/** Who examines which line of a signed list, and where: cards with large fields, for a tablet at the lane. */
export function AssignView({ params }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const list = params["list"] ?? "";
  const found = useQuery(assignmentsQuery(list));
  const [last, setLast] = useState<Saved | null>(null);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { data } = found;
  const left = data.lines.filter((one) => one.person === "" && !one.examined).length;
  return (
    <Stack maw="80rem" mx="auto" data-assign={left}>
      <DeskHead title={say("assign")} help={say("assign.help")} back={{ to: `list/${list}`, name: data.shift }} />
      <Text role="status" data-assigned={last === null ? undefined : last.consignment}>
        {last !== null && <><Data>{say(last.name === "" ? "assign.back" : last.bay === "" ? "assign.given" : "assign.given.at", { name: last.name, consignment: last.consignment, bay: last.bay })}</Data> </>}
        {left > 0 ? format.sentence(say("assign.left", { n: format.number(left) })) : say("assign.none-left")}
      </Text>
      {data.lines.length === 0 && <Empty title={say("assign.none")} />}
      <ul className={classes.cards} aria-label={say("assign.lines")}>
        {data.lines.map((one) => <Card key={`${one.consignment} ${one.version.toString()}`} one={one} data={data} onSaved={setLast} />)}
      </ul>
      <datalist id="bays">{data.bays.map((bay) => <option key={bay} value={bay} />)}</datalist>
    </Stack>
  );
}

interface Saved {
  consignment: string;
  name: string;
  bay: string;
}

function Card({ one, data, onSaved }: { one: Assignments["lines"][number]; data: Assignments; onSaved: (saved: Saved) => void }) {
  const say = useSay();
  const format = useFormat();
  const assign = useAssign();
  const [person, setPerson] = useState(one.person);
  const [bay, setBay] = useState(one.bay);
  const changed = person !== one.person || bay !== one.bay;
  const sheet = `sheet/${encodeURIComponent(one.consignment)}`;
  const send = () => {
    const name = data.examiners.find((each) => each.person === person)?.name ?? "";
    void assign.mutateAsync({ shift_list: data.shift_list, consignment: one.consignment, person, bay, version: one.version }).then(() => { onSaved({ consignment: one.consignment, name, bay }); }, () => undefined);
  };
  return (
    <li className={classes.card} data-consignment={one.consignment} data-examiner={one.name}>
      <Group justify="space-between" gap="xs">
        <Anchor fw={600} renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: `arrivals/${encodeURIComponent(one.consignment)}` }} {...props} />}><Data>{one.consignment}</Data></Anchor>
        <Badge variant="outline" tt="none">{one.examined ? say("assign.examined") : called(say, `examination.${one.examination}`)}</Badge>
      </Group>
      {one.goods !== "" && <Text size="sm"><Data>{one.goods}</Data></Text>}
      {one.marks.length > 0 && <Text size="sm">{one.marks.map((mark, at) => <span key={mark}>{at > 0 && BESIDE}<Data>{mark}</Data></span>)}</Text>}
      {one.examined ? <Text size="sm">{one.name !== "" && <><Data>{one.name}</Data>{BESIDE}</>}<DeskLink to={sheet} search={{ list: data.shift_list }}>{say("sheet.open")}</DeskLink></Text> : (
        <form onSubmit={(event) => { event.preventDefault(); send(); }}>
          <Stack gap="xs">
            <NativeSelect size="md" label={say("assign.person")} value={person} onChange={(event) => { setPerson(event.currentTarget.value); }} data={[{ value: "", label: say("assign.nobody") }, ...data.examiners.map((each) => ({ value: each.person, label: `${each.name} (${format.number(each.open)})` }))]} />
            <TextInput size="md" label={say("assign.bay")} value={bay} list="bays" maxLength={100} dir="auto" onChange={(event) => { setBay(event.currentTarget.value); }} />
            <Group gap="sm">
              <Button size="md" type="submit" disabled={!changed || (person === "" && one.person === "")} loading={assign.isPending}>{say(person === "" && one.person !== "" ? "assign.take-back" : "assign.save")}</Button>
              {one.person !== "" && <DeskLink to={sheet} search={{ list: data.shift_list }}>{say("sheet.open")}</DeskLink>}
            </Group>
            {assign.isError && <ErrorNote error={assign.error} />}
          </Stack>
        </form>
      )}
    </li>
  );
}
