import { Checkbox, NativeSelect, Stack, Text, Title, useMantineColorScheme } from "@mantine/core";

import { useFormat } from "@/core/format";
import { changeSettings, type Settings, useSettings } from "@/core/settings";
import { useLocale } from "@/i18n/LocaleContext";
import { isLocale, LOCALE_CODES, LOCALES } from "@/i18n/locales";

const DIGITS = ["language", "latn", "arab"] as const;
const DENSITIES = ["normal", "dense"] as const;
const SCHEMES = ["auto", "light", "dark"] as const;

/** Language, digits, calendar, colours and density of this browser, with what they do to a number and a date. */
export function SettingsView() {
  const { t, locale, choose } = useLocale();
  const format = useFormat();
  const settings = useSettings();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Stack maw="32rem" mx="auto">
      <div>
        <Title order={1}>{t("settings.title")}</Title>
        <Text size="sm" c="dimmed">
          {t("settings.text")}
        </Text>
      </div>
      <NativeSelect label={t("language.label")} description={LOCALES[locale].reviewed ? undefined : t("language.unreviewed", { name: LOCALES[locale].name })} value={locale} data={LOCALE_CODES.map((code) => ({ value: code, label: LOCALES[code].name }))} onChange={(event) => { if (isLocale(event.currentTarget.value)) choose(event.currentTarget.value); }} />
      <NativeSelect label={t("settings.digits")} value={settings.digits} data={DIGITS.map((value) => ({ value, label: t(`settings.digits.${value}`) }))} onChange={(event) => { changeSettings({ digits: event.currentTarget.value as Settings["digits"] }); }} />
      <Checkbox label={t("settings.hijri")} description={t("settings.hijri.text")} checked={settings.hijri} onChange={(event) => { changeSettings({ hijri: event.currentTarget.checked }); }} />
      <NativeSelect label={t("settings.theme")} value={colorScheme} data={SCHEMES.map((value) => ({ value, label: t(`settings.theme.${value}`) }))} onChange={(event) => { setColorScheme(event.currentTarget.value as (typeof SCHEMES)[number]); }} />
      <NativeSelect label={t("settings.density")} value={settings.density} data={DENSITIES.map((value) => ({ value, label: t(`settings.density.${value}`) }))} onChange={(event) => { changeSettings({ density: event.currentTarget.value as Settings["density"] }); }} />
      <Text size="sm" role="status" data-example>
        {format.number(1234567)} · {format.date("2024-03-11")}
      </Text>
    </Stack>
  );
}
