import { type Diagnostic, Diagnostics, type Place, placeText, type Source } from "../diagnostic.js";
import type { FunctionContext } from "../functions/functionSpec.js";
import type { Expression, ItemExpression } from "../syntax/node.js";
import type { Span } from "../syntax/range.js";
import { LimitExceeded } from "../syntax/refusal.js";
import { isManageable } from "../values/extent.js";
import { tuple, unknown, type Value } from "../values/value.js";
import { Budget } from "./budget.js";
import { callValue } from "./calls.js";
import { conditionalValue } from "./conditional.js";
import { forValue, splatValue } from "./loops.js";
import { objectValue } from "./objects.js";
import { binaryValue, unaryValue } from "./operators.js";
import { referenceValue } from "./references.js";
import type { Scope } from "./scope.js";
import { indexValue, valueAfterSteps } from "./steps.js";
import { joinedTemplate, templateValue } from "./templates.js";

/** What the expressions of a text may do: the defaults of variables, for one, neither refer to anything nor call anything. */
export interface Language {
  /**
   * `none`: references are refused. `leftAlone`: what is not in scope belongs to the scheduler or the client and stays as
   * literal text. Spec 05 §6.4.
   */
  readonly references: "none" | "leftAlone";
  readonly functions: FunctionContext | undefined;
}

/**
 * Evaluates expressions of one text. A failure is a complaint and the value `unknown`: evaluation goes on, so that all complaints
 * are made. Spec 05 §6.1, §6.4.
 */
export class Evaluation {
  readonly source: Source;
  readonly language: Language;
  readonly budget: Budget;
  #diagnostics: Diagnostics;
  readonly #items = new Map<ItemExpression, Value>();

  constructor(source: Source, language: Language, diagnostics: Diagnostics, budget: Budget = new Budget()) {
    this.source = source;
    this.language = language;
    this.#diagnostics = diagnostics;
    this.budget = budget;
  }

  get diagnostics(): Diagnostics {
    return this.#diagnostics;
  }

  /** @throws {LimitExceeded} when the job file makes more than a job file should. */
  value(expression: Expression, scope: Scope | undefined): Value {
    this.budget.spend(1, expression);
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "template":
        return templateValue(this, expression, expression.parts, scope);
      case "wrap":
      case "parentheses":
        return this.value(expression.inner, scope);
      case "join":
        return joinedTemplate(this, expression.loop, scope);
      case "reference":
        return referenceValue(this, expression, scope);
      case "access":
        return valueAfterSteps(this, this.value(expression.source, scope), expression.steps);
      case "call":
        return callValue(this, expression, scope);
      case "unary":
        return unaryValue(this, expression, scope);
      case "binary":
        return binaryValue(this, expression, scope);
      case "conditional":
        return conditionalValue(this, expression, scope);
      case "index": {
        const collection = this.value(expression.collection, scope);
        return indexValue(this, collection, this.value(expression.key, scope), expression.brackets);
      }
      case "tuple":
        return this.#manageable(tuple(expression.elements.map((element) => this.value(element, scope))), expression);
      case "object":
        return this.#manageable(objectValue(this, expression.entries, scope), expression);
      case "for":
        return this.#manageable(forValue(this, expression, scope), expression);
      case "splat":
        return this.#manageable(splatValue(this, expression, scope), expression);
      case "item":
        return this.#items.get(expression) ?? unknown;
    }
  }

  /** A value made of others: a few lines that each hold the one before twice make one that nobody can walk. */
  #manageable(value: Value, at: Span): Value {
    if (isManageable(value)) return value;
    throw new LimitExceeded(at, "This value is larger than Coalmine is willing to walk.");
  }

  /** Evaluates with one element of a splat's source in the place of its item. */
  valueOfEach(item: ItemExpression, element: Value, each: Expression, scope: Scope | undefined): Value {
    this.#items.set(item, element);
    const value = this.value(each, scope);
    this.#items.delete(item);
    return value;
  }

  place(span: Span): Place {
    return { source: this.source, span };
  }

  placeText(span: Span): string {
    return placeText(this.place(span));
  }

  /** Makes a complaint; the value is unknown. */
  fail(at: Span, summary: string, detail: string): Value {
    this.#diagnostics.add(this.place(at), summary, detail);
    return unknown;
  }

  /** The value, and whether a complaint was made on the way. */
  attempt<T>(run: () => T): { readonly value: T; readonly failed: boolean } {
    const before = this.#diagnostics.count;
    const value = run();
    return { value, failed: this.#diagnostics.count > before };
  }

  /** The value, and the complaints instead of making them. */
  aside<T>(run: () => T): { readonly value: T; readonly complaints: readonly Diagnostic[] } {
    const outer = this.#diagnostics;
    this.#diagnostics = new Diagnostics();
    try {
      const value = run();
      return { value, complaints: this.#diagnostics.all };
    } finally {
      this.#diagnostics = outer;
    }
  }
}
