import { Anchor, Badge, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { download } from "@/core/download";
import { useFormat } from "@/core/format";
import { Code, Data, Seal } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import { blobOf, type House, houseQuery, useFetchVersion, useIssue } from "../server";
import { called, useSay } from "../words";

/** The house library: its entries with what they still want, and its versions. */
export function HouseView() {
  const say = useSay();
  const found = useQuery(houseQuery);
  return (
    <Stack maw="80rem" mx="auto" data-house>
      <DeskHead title={say("house")} help={say("house.help")} />
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <>
          <Entries house={found.data} />
          <Versions house={found.data} />
        </>
      )}
    </Stack>
  );
}

function Entries({ house }: { house: House }) {
  const say = useSay();
  const format = useFormat();
  if (house.references.length === 0) return <Text>{say("house.none")}</Text>;
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-label={say("house")}>
      <table className={table.table}>
        <thead><tr>{(["substance", "lot", "expires", "run", "wants", "state"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
        <tbody>
          {house.references.map((one) => (
            <tr key={one.reference} data-reference={one.substance}>
              <th scope="row"><Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: `records/lab-reference/${one.reference}` }} {...props} />}><Data>{one.substance}</Data></Anchor> <Code>{one.formula}</Code></th>
              <td><Code>{one.material.lot}</Code> <Text span size="sm"><Data>{one.material.supplier}</Data></Text></td>
              <td>{format.date(one.material.expires)}</td>
              <td><Code>{one.run}</Code></td>
              <td>
                {one.wants.map((code) => {
                  const check = one.checks.find((each) => each.check === code);
                  return <Text key={code} size="sm">{called(say, `check.${code}`)}{check !== undefined && (check.found !== "" || check.limit !== "") && <> (<Code>{check.found === "" ? "–" : check.found}</Code>{check.limit !== "" && <>, {say("limit")} <Code>{check.limit}</Code></>})</>}</Text>;
                })}
                {one.wants.length === 0 && <Text size="sm">{say("house.whole", { n: format.number(one.checks.length) })}</Text>}
              </td>
              <td><Badge variant="outline" tt="none">{called(say, `house.state.${one.state}`)}</Badge></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Versions({ house }: { house: House }) {
  const say = useSay();
  const format = useFormat();
  const issue = useIssue();
  const fetch = useFetchVersion();
  const [name, setName] = useState("");
  return (
    <section aria-labelledby="versions">
      <Title order={2} id="versions" mb="xs">{say("house.versions")}</Title>
      <form onSubmit={(event) => { event.preventDefault(); issue.mutate(name.trim() === "" ? {} : { name: name.trim() }); }}>
        <Group align="flex-end">
          <TextInput label={say("house.name")} dir="auto" maxLength={100} value={name} placeholder={house.versions[0]?.name ?? ""} onChange={(event) => { setName(event.currentTarget.value); }} />
          <Button type="submit" loading={issue.isPending}>{say("house.issue")}</Button>
        </Group>
      </form>
      {issue.isError && <ErrorNote error={issue.error} />}
      {issue.data !== undefined && <Text size="sm" role="status">{issue.data.number === 0 ? say("house.nothing") : say("house.issued", { n: format.number(issue.data.number) })}{issue.data.waiting.length > 0 && <> {say("house.waiting")} {issue.data.waiting.map((one, at) => <span key={at}>{at > 0 && ", "}<Data>{one}</Data></span>)}</>}</Text>}
      {fetch.isError && <ErrorNote error={fetch.error} />}
      {house.versions.length === 0 && <Text size="sm">{say("house.no-versions")}</Text>}
      <ul>
        {house.versions.map((one) => (
          <li key={one.number} data-version={one.number}>
            <Data>{one.name}</Data> <Code>{format.number(one.number)}</Code>, {format.date(one.at)}, {say("house.entries", { n: format.number(one.entries.length) })}{" "}
            <Button size="compact-sm" variant="default" loading={fetch.isPending} onClick={() => { fetch.mutate(one.number, { onSuccess: (told) => { if (told.file !== null) download(told.file.name, blobOf(told.file)); } }); }}>{say("house.file")}</Button>
            <Text size="xs" c="dimmed"><Seal>{one.sha256}</Seal></Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
