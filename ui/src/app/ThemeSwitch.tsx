import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";

import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

/** Light or dark; the system's choice until somebody chooses. */
export function ThemeSwitch() {
  const { t } = useLocale();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const other = scheme === "dark" ? "light" : "dark";
  return (
    <ActionIcon variant="default" size="md" aria-label={t(`theme.${other}`)} title={t(`theme.${other}`)} onClick={() => { setColorScheme(other); }}>
      <Icon name={other === "dark" ? "moon" : "sun"} size={16} />
    </ActionIcon>
  );
}
