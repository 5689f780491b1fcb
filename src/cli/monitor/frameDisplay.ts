import type { ApiDeployment } from "../../api/objects/deployment.js";
import type { Frame, FrameDisplay, Terminal } from "../context.js";
import type { Invocation } from "../definition.js";
import { quote } from "../text/quote.js";
import { shortId } from "../text/shortId.js";
import type { Ui } from "../ui.js";
import type { DeploymentDisplay } from "./deploymentMonitor.js";
import { hasEnded, mayRollBack } from "./rollback.js";

const margin = "    ";
const firstSpinner = "⠙";

/** A terminal's display, redrawn in place at every change. Spec 06 §5.2 (b). */
export function frameDisplay(invocation: Invocation, ui: Ui, idLength: number): DeploymentDisplay {
  const { style, context } = invocation;
  const screen = context.terminal.openDisplay?.() ?? lastFrameDisplay(context.terminal);
  const stamp = () => style.formatTimestamp(invocation.now());
  const complain = (text: string) => {
    screen.clear();
    context.terminal.write("stdout", `${ui.colourise(`[red]${stamp()}: ${text}`)}\n`);
  };
  let frame: Frame = () => [];
  return {
    retries: 10,
    show(deployment, text) {
      const block = ui.colourise(`\n${stamp()}\n${text}`);
      const lines = block.split("\n").map((line) => margin + line);
      frame = (spinner) => [headline(deployment, idLength, spinner), ...lines];
      screen.show(frame);
    },
    retrying: (text) => screen.show((spinner) => [...frame(spinner), margin + text]),
    close() {
      screen.show((spinner) => [...frame(spinner), ""]);
      screen.close();
    },
    rollbackChecked: () => undefined,
    fail: complain,
    failRollback: (text) => complain(`Error fetching rollback deployment: ${text}`),
  };
}

function headline(deployment: ApiDeployment, idLength: number, spinner: string): string {
  const { ID, Status } = deployment;
  const name = `Deployment ${quote(shortId(ID, idLength))}`;
  if (!hasEnded(deployment)) return `  ${spinner} ${name} in progress...`;
  const sign = mayRollBack(deployment) ? spinner : Status === "successful" ? "✓" : "!";
  return `  ${sign} ${name} ${Status}`;
}

/** Where nothing can be redrawn only the last frame is written: the ones before it would leave nothing on the screen. */
function lastFrameDisplay(terminal: Terminal): FrameDisplay {
  let last: Frame = () => [];
  return {
    show(frame) {
      last = frame;
    },
    close: () => terminal.write("stdout", `${last(firstSpinner).join("\n")}\n`),
    clear: () => undefined,
  };
}
