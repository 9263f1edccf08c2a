import { Button } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import { forwardRef, type ReactNode } from "react";

/** A small button that is a link: it has an address, opens in a new tab, and knows the router's types. */
export const Step = createLink(
  forwardRef<HTMLAnchorElement, { children?: ReactNode; href?: string }>(function Step({ children, ...rest }, ref) {
    return (
      <Button ref={ref} component="a" size="compact-sm" variant="default" {...rest}>
        {children}
      </Button>
    );
  }),
);
