import { Button, type ButtonProps } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** A button that leads to another screen of this desk. */
export function Go({ to, search = {}, children, label, ...looks }: ButtonProps & { to: string; search?: Readonly<Record<string, string | undefined>>; children: ReactNode; label?: string }) {
  return <Button style={{ flexShrink: 0 }} {...looks} {...(label === undefined ? {} : { "aria-label": label })} renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "custody", _splat: to }} search={search} {...props} />}>{children}</Button>;
}
