import { useMemo } from "react";

import { useOpenDesks } from "@/core/desks/open";
import { type DeskPlaces, placesOf } from "@/core/desks/places";
import { usePerson } from "@/core/session";
import { useLocale } from "@/i18n/LocaleContext";

const NONE: readonly DeskPlaces[] = [];

/** Where the person may go at each desk at which they work. */
export function usePlaces(): readonly DeskPlaces[] {
  const { t } = useLocale();
  const { roles } = usePerson();
  const { data } = useOpenDesks();
  return useMemo(() => data?.map((open) => placesOf(open, roles, t("nav.todo"))) ?? NONE, [data, roles, t]);
}
