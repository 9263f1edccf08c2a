import { Button, Stack, Text, TextInput, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlaces, Place } from "@/core/desks/places";
import { sought } from "@/core/sought";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { Empty } from "@/parts/Notes";
import { usePlaces } from "@/parts/usePlaces";

import classes from "./Places.module.css";

/** Every register and form of the desks at which the person works, and whatever else can be done there; fewer while something is typed. */
export function RecordsView() {
  const { t } = useLocale();
  const [typed, seek] = useState("");
  const fit = sought(typed);
  const desks = usePlaces().filter(({ registers, forms, actions }) => registers.length + forms.length + actions.length > 0);
  const fits = ({ title, help }: Place) => fit(`${title} ${help}`);
  return (
    <Stack maw="70rem" mx="auto">
      <div>
        <Title order={1}>{t("nav.records")}</Title>
        <Text c="dimmed">{t("records.text")}</Text>
      </div>
      {desks.length === 0 ? <Empty title={t("records.none")} /> : <TextInput type="search" maw="28rem" label={t("records.find")} value={typed} onChange={(event) => { seek(event.currentTarget.value); }} />}
      {desks.map((one) => <OneDesk key={one.desk.name} places={one} fits={fits} all={typed.trim() !== ""} />)}
    </Stack>
  );
}

function OneDesk({ places: { desk, registers, forms, actions }, fits, all }: { places: DeskPlaces; fits: (place: Place) => boolean; all: boolean }) {
  const { t } = useLocale();
  const [open, setOpen] = useState(false);
  const [books, blank, further] = [registers.filter(fits), forms.filter(fits), actions.filter(fits)];
  if (books.length + blank.length + further.length === 0) return null;
  const shown = open || all;
  return (
    <section aria-labelledby={`records-${desk.name}`} data-records={desk.name}>
      <Title order={2} id={`records-${desk.name}`}><Data>{desk.title}</Data></Title>
      <PlaceLinks desk={desk.name} places={books} />
      {blank.length > 0 && <Title order={3} mt="sm">{t("records.forms")}</Title>}
      <PlaceLinks desk={desk.name} places={blank} />
      {further.length > 0 && !all && <Button mt="xs" size="compact-sm" variant="default" aria-expanded={open} onClick={() => { setOpen(!open); }}>{t("records.actions")}</Button>}
      {shown && further.length > 0 && all && <Title order={3} mt="sm">{t("records.actions")}</Title>}
      {shown && <PlaceLinks desk={desk.name} places={further} />}
    </section>
  );
}

/** Ways of a desk, each with what it is for. */
export function PlaceLinks({ desk, places }: { desk: string; places: readonly Place[] }) {
  if (places.length === 0) return null;
  return (
    <ul className={classes["places"]}>
      {places.map((place) => (
        <li key={place.to} data-place={place.to}>
          <Link to="/desks/$desk/$" params={{ desk, _splat: place.to }}><Data>{place.title}</Data></Link>
          {place.help !== "" && <Text size="sm" c="dimmed"><Data>{place.help}</Data></Text>}
        </li>
      ))}
    </ul>
  );
}
