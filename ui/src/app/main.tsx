import "@mantine/core/styles.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./App";

const place = document.getElementById("root");
if (place === null) throw new Error("index.html has no element #root");
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
