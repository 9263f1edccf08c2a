import { NativeSelect } from "@mantine/core";

import { useLocale } from "@/i18n/LocaleContext";
import { isLocale, LOCALE_CODES, LOCALES } from "@/i18n/locales";

/** Every language in its own script; one that no native speaker has reviewed says so. */
export function LanguageSwitch() {
  const { locale, choose, t } = useLocale();
  const options = LOCALE_CODES.map((code) => {
    const { name, reviewed } = LOCALES[code];
    return { value: code, label: reviewed || code !== locale ? name : t("language.unreviewed", { name }) };
  });
  return (
    <NativeSelect
      size="xs"
      maw="16rem"
      aria-label={t("language.label")}
      data={options}
      value={locale}
      onChange={(event) => {
        if (isLocale(event.currentTarget.value)) choose(event.currentTarget.value);
      }}
    />
  );
}
