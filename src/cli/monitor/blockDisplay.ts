import type { Invocation } from "../definition.js";
import type { Ui } from "../ui.js";
import type { DeploymentDisplay } from "./deploymentMonitor.js";

/** One block after the other, for an output that is no terminal. Spec 06 §5.2 (a). */
export function blockDisplay(invocation: Invocation, ui: Ui): DeploymentDisplay {
  const stamp = () => invocation.style.formatTimestamp(invocation.now());
  return {
    retries: 0,
    show: (_deployment, text) => ui.output(ui.colourise(`\n${stamp()}\n${text}`)),
    retrying: () => undefined,
    close: () => undefined,
    rollbackChecked: () => ui.output(""),
    fail: (text) => ui.error(`${stamp()}: ${text}`),
    failRollback: (text) => ui.error(`${stamp()}: Error fetching deployment of previous job version: ${text}`),
  };
}
