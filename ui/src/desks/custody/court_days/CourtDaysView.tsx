import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";
import { DateField } from "@/parts/DateField";
import { ErrorNote, Loading } from "@/parts/Notes";
import { Rows } from "@/parts/Rows";

import css from "../Custody.module.css";
import { Go } from "../forms/Go";
import { useMay } from "../forms/may";
import { PersonLink } from "../forms/PersonLink";
import { nowInHouse, useTime } from "../moment";
import { FacilityPick, useFacilityName } from "../residents/FacilityPick";
import { type CourtLine, courtDaysQuery } from "../server";
import { called, useSay } from "../words";
import { ChangeForm, CourtDayForm, ResultForm } from "./CourtDayForms";
import { clockAt, dayAt, shifted } from "./days";

const WEEKDAYS = ["weekday.7", "weekday.1", "weekday.2", "weekday.3", "weekday.4", "weekday.5", "weekday.6"] as const;

/** Who goes to which court on which day: the hours, who goes with them, what came of it; to print as a list for the guard. */
export function CourtDaysView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const may = useMay();
  const { t } = useLocale();
  const named = useFacilityName();
  const time = useTime();
  const facility = search["facility"] ?? "", since = search["since"] ?? "", until = search["until"] ?? "", form = search["form"] ?? "", number = search["number"] ?? "";
  const found = useQuery(courtDaysQuery(facility, since, until));
  const told = found.data;
  const line = told?.days.flatMap((one) => one.people).find((one) => one.number === number && number !== "");
  const shift = (days: number) => { if (told !== undefined) go({ since: shifted(told.since, days), until: shifted(told.until, days) }); };
  const back = () => { go({ form: undefined, number: undefined, person: undefined }); };
  return (
    <Stack maw="90rem" mx="auto" className={css["whole"]} data-court-days>
      <DeskHead title={say("court")} help={say("court.help")} />
      <Group align="flex-end" className={css["unprinted"] ?? ""}>
        <FacilityPick value={facility} onValue={(code) => { go({ facility: code || undefined }); }} />
        <DateField label={say("contraband.since")} value={since || (told?.since ?? "")} onValue={(day) => { go({ since: day || undefined }); }} />
        <DateField label={say("contraband.until")} value={until || (told?.until ?? "")} onValue={(day) => { go({ until: day || undefined }); }} />
        <Button variant="default" onClick={() => { shift(-14); }}>{say("court.before")}</Button>
        <Button variant="default" onClick={() => { go({ since: undefined, until: undefined }); }}>{say("court.today")}</Button>
        <Button variant="default" onClick={() => { shift(14); }}>{say("court.after")}</Button>
      </Group>
      <Group className={css["unprinted"] ?? ""}>
        {may("court-day") && <Button onClick={() => { go({ form: "new", number: undefined }); }}>{say("court.enter")}</Button>}
        <Button variant="default" disabled={told === undefined || told.days.length === 0} onClick={() => { window.print(); }}>{say("court.print")}</Button>
      </Group>
      {form === "new" && <CourtDayForm key={search["person"] ?? ""} person={search["person"] ?? ""} onBack={back} />}
      {form === "change" && line !== undefined && <ChangeForm key={number} line={line} onBack={back} />}
      {form === "result" && line !== undefined && <ResultForm key={number} line={line} onBack={back} />}
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {told !== undefined && (
        <>
          <Text className={css["printed"] ?? ""}>{say("printed.at", { at: time(nowInHouse()) })}</Text>
          <Text role="status" fw={600}><Data>{named(told.facility)}</Data>{BESIDE}{format.date(told.since)} – {format.date(told.until)}{BESIDE}{say("court.count", { n: format.number(told.days.reduce((sum, one) => sum + one.people.length, 0)) })}</Text>
          {told.days.length === 0 && <Text>{say("court.none")}</Text>}
          {told.days.map((one) => (
            <section key={one.day} aria-labelledby={`day-${one.day}`} data-day={one.day}>
              <Title order={2} size="h4" id={`day-${one.day}`}>{t(WEEKDAYS[new Date(`${one.day}T12:00:00Z`).getUTCDay()] ?? "weekday.1")} {format.date(one.day)}</Title>
              <Rows label={`${say("court")} ${format.date(one.day)}`} columns={[say("court.sits"), say("court.leaves"), say("column.person"), say("column.place"), say("court.court"), say("court.purpose"), say("column.escort"), say("court.state"), ""]}>
                {one.people.map((each) => <Line key={`${each.source} ${each.number} ${each.person}`} line={each} day={one.day} onForm={(kind) => { go({ form: kind, number: each.number }); }} />)}
              </Rows>
            </section>
          ))}
          <div className={css["signatures"]}><span>{say("court.sign.duty")} ______________________</span><span>{say("court.sign.escort")} ______________________</span></div>
        </>
      )}
    </Stack>
  );
}

function Line({ line, day, onForm }: { line: CourtLine; day: string; onForm: (kind: "change" | "result") => void }) {
  const say = useSay();
  const time = useTime();
  const may = useMay();
  const planned = line.state === "planned";
  const away = line.left !== null && line.back === null;
  return (
    <tr data-court-line={line.number === "" ? line.person : line.number} data-state={line.state}>
      <td>{line.at === null ? say("court.no-hour") : <Code>{clockAt(line.at)}</Code>}</td>
      <td>{line.left !== null ? say("court.went", { at: clockAt(line.left) }) : line.leaves === null ? "–" : <Code>{clockAt(line.leaves)}</Code>}</td>
      <th scope="row"><PersonLink person={line.person} name={line.name} /></th>
      <td><Code>{line.place}</Code></td>
      <td><Data>{line.court}</Data>{line.summons !== "" && <Text size="xs" c="dimmed"><Code>{line.summons}</Code></Text>}</td>
      <td>{line.purpose === "" ? "–" : called(say, `purpose.${line.purpose}`)}</td>
      <td>{line.escort === "" && line.transport === "" ? (planned && line.source === "court-day" ? say("court.no-escort") : "–") : <Data>{[line.escort, line.transport].filter((one) => one !== "").join(BESIDE)}</Data>}</td>
      <td>
        {called(say, `court-state.${line.state}`)}
        {line.video && <>{BESIDE}{say("court.video")}</>}
        {line.left !== null && <Text size="xs">{line.back !== null ? say("court.back", { at: time(line.back) }) : line.arrived === null ? say("court.under-way", { at: time(line.left) }) : say("court.there", { at: time(line.arrived) })}</Text>}
        {line.outcome !== "" && <Text size="xs"><Data>{line.outcome}</Data></Text>}
      </td>
      <td className={css["unprinted"]}>
        <Group gap="xs">
          {planned && line.left === null && day <= dayAt(new Date().toISOString()) && may("move") && <Go to="move" size="compact-sm" search={{ person: line.person, sort: "court", place: line.court, escort: line.escort || undefined }} label={`${say("court.go")}: ${line.name}`}>{say("court.go")}</Go>}
          {away && line.arrived === null && may("move-arrived") && <Go to="move" size="compact-sm" search={{ person: line.person, arrives: "yes" }} label={`${say("move.arrive")}: ${line.name}`}>{say("move.arrive")}</Go>}
          {away && may("move") && <Go to="move" size="compact-sm" search={{ person: line.person, sort: "cell", place: line.origin || undefined, escort: line.escort || undefined }} label={`${say("court.return")}: ${line.name}`}>{say("court.return")}</Go>}
          {line.source === "court-day" && planned && may("court-day-change") && <Button size="compact-sm" variant="default" aria-label={`${say("court.change")}: ${line.name}`} onClick={() => { onForm("change"); }}>{say("court.change")}</Button>}
          {line.source === "court-day" && may("court-day-result") && <Button size="compact-sm" variant="default" aria-label={`${say(planned ? "court.result" : "court.result.correct")}: ${line.name}`} onClick={() => { onForm("result"); }}>{say(planned ? "court.result" : "court.result.correct")}</Button>}
          {line.source !== "court-day" && may("court-day") && <Go to="court" size="compact-sm" variant="default" search={{ form: "new", person: line.person }} label={`${say("court.hour")}: ${line.name}`}>{say("court.hour")}</Go>}
        </Group>
      </td>
    </tr>
  );
}
