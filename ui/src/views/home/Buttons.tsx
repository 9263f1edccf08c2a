import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import type { DeskPlaces } from "@/core/desks/places";
import { usePerson } from "@/core/session";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";
import { usePlaces } from "@/parts/usePlaces";

/** The most buttons, of which the first is the main one. */
const MOST = 5;

/** What each role of the workspace does most. */
const OF_ROLES: readonly { role: string; to: string; name: TextKey }[] = [
  { role: "analyst", to: "/deposit", name: "home.deposit" },
  { role: "analyst", to: "/charts", name: "home.chart" },
  { role: "supervisor", to: "/cases", name: "home.case" },
  { role: "administrator", to: "/people", name: "nav.people" },
  { role: "auditor", to: "/verify", name: "nav.verify" },
];

/** As many of each desk as leave room for the others; who works at more than three finds them on the desks' own pages. */
const each = (desks: number): number => [3, 3, 2, 1][desks] ?? 0;

/** What the person does most, by the desks at which they work and their roles. */
export function Buttons() {
  const { t } = useLocale();
  const { roles } = usePerson();
  const desks = usePlaces().filter(({ buttons }) => buttons.length > 0);
  const own = OF_ROLES.filter(({ role }) => roles.includes(role));
  const ofDesks = desks.flatMap(({ desk, buttons }: DeskPlaces) => buttons.slice(0, each(desks.length)).map((place) => ({ desk: desk.name, place })));
  const room = Math.max(2, MOST - ofDesks.length);
  if (ofDesks.length + own.length === 0) return null;
  return (
    <Group gap="sm" role="group" aria-label={t("home.actions")} data-buttons>
      {ofDesks.map(({ desk, place }, at) => <Button key={`${desk}/${place.to}`} variant={at === 0 ? "filled" : "default"} renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk, _splat: place.to }} {...props} />}><Data>{place.title}</Data></Button>)}
      {own.slice(0, room).map(({ to, name }, at) => <Button key={to} variant={ofDesks.length + at === 0 ? "filled" : "default"} component={Link} to={to}>{t(name)}</Button>)}
    </Group>
  );
}
