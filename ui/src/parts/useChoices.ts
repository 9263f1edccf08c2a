import { useMantineColorScheme } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { type Preferences, preferencesQuery, unsent, useKeepPreferences } from "@/core/preferences";
import { sessionQuery, usePerson } from "@/core/session";
import { changeSettings, useSettings } from "@/core/settings";
import { useLocale } from "@/i18n/LocaleContext";
import { keepOfficeZone } from "@/core/zone";
import { isLocale, type Locale } from "@/i18n/locales";

/** What is chosen now; the pseudo-language is nobody's choice. */
export type Choices = Omit<Preferences, "locale"> & { locale: Locale };

const written = ({ locale, ...rest }: Choices): Preferences => ({ ...rest, locale: locale === "qps" ? "" : locale });

/** How the page looks and speaks for this person, and a way to change it: at once in this browser, and on the server for who is signed in. */
export function useChoices(): { chosen: Choices; choose: (part: Partial<Choices>) => void } {
  const queries = useQueryClient();
  const person = queries.getQueryData(sessionQuery.queryKey)?.id ?? "";
  const keep = useKeepPreferences(person);
  const { locale } = useLocale();
  const settings = useSettings();
  const { colorScheme } = useMantineColorScheme();
  const apply = useApply();
  const chosen: Choices = { ...settings, locale, theme: colorScheme };
  return {
    chosen,
    choose: (part) => {
      apply(part);
      if (person !== "") keep.mutate(written({ ...chosen, ...part }));
    },
  };
}

/** Makes the page as the signed-in person once chose, here or elsewhere. */
export function useFollowChoices(): void {
  const { id } = usePerson();
  const { data } = useQuery(preferencesQuery);
  const apply = useRef(useApply());
  const { mutate } = useKeepPreferences(id);
  useEffect(() => {
    if (data === undefined) return;
    keepOfficeZone(data.office_zone);
    changeSettings({});
    const waiting = unsent(id);
    if (waiting !== null) mutate(waiting);
    if (waiting !== null || data.chosen) apply.current(waiting ?? data);
  }, [data, id, mutate]);
}

/** A way to make the page so; what it does never depends on how the page is now. */
function useApply(): (part: Partial<Omit<Preferences, "locale"> & { locale: string }>) => void {
  const { choose } = useLocale();
  const { setColorScheme } = useMantineColorScheme();
  return ({ locale = "", theme, digits, hijri, density, time, zone }) => {
    if (isLocale(locale)) choose(locale);
    if (theme !== undefined) setColorScheme(theme);
    const part = { digits, hijri, density, time, zone };
    changeSettings(Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)));
  };
}
