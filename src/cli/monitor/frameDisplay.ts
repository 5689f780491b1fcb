import type { ApiDeployment } from "../../api/objects/deployment.js";
import type { Invocation } from "../definition.js";
import { quote } from "../text/quote.js";
import { shortId } from "../text/shortId.js";
import type { Ui } from "../ui.js";
import type { DeploymentDisplay } from "./deploymentMonitor.js";
import { mayRollBack } from "./rollback.js";

const margin = "    ";
const firstSpinner = "⠙";

/**
 * A terminal's display, of which only the final frame is written: the redraws before it leave nothing on the screen.
 * Spec 06 §5.2 (b).
 */
export function frameDisplay(invocation: Invocation, ui: Ui, idLength: number): DeploymentDisplay {
  const { style, context } = invocation;
  const stamp = () => style.formatTimestamp(invocation.now());
  const write = (lines: readonly string[]) => context.terminal.write("stdout", `${lines.join("\n")}\n`);
  let frame: readonly string[] = [];
  return {
    retries: 10,
    show(deployment, text) {
      const block = ui.colourise(`\n${stamp()}\n${text}`);
      frame = [headline(deployment, idLength), ...block.split("\n").map((line) => margin + line)];
    },
    close: () => write([...frame, ""]),
    rollbackChecked: () => undefined,
    fail: (text) => write([ui.colourise(`[red]${stamp()}: ${text}`)]),
    failRollback: (text) => write([ui.colourise(`[red]${stamp()}: Error fetching rollback deployment: ${text}`)]),
  };
}

function headline(deployment: ApiDeployment, idLength: number): string {
  const { ID, Status } = deployment;
  const sign = mayRollBack(deployment) ? firstSpinner : Status === "successful" ? "✓" : "!";
  return `  ${sign} Deployment ${quote(shortId(ID, idLength))} ${Status}`;
}
