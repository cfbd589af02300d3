package dev.dialtone.report.text;

import dev.dialtone.lint.Severity;

/** How a part of the report looks where colour is wanted: the codes of ECMA-48, "SGR". */
enum Style {
  PLAIN(""),
  STRONG("\u001b[1m"),
  ERROR("\u001b[1;31m"),
  WARNING("\u001b[1;33m"),
  NOTE("\u001b[1;36m"),
  /** Line numbers, frames and the labels of other places. */
  FRAME("\u001b[1;34m");

  static final String RESET = "\u001b[0m";

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }

  static Style of(Severity severity) {
    return switch (severity) {
      case ERROR -> ERROR;
      case WARNING -> WARNING;
      case NOTE -> NOTE;
    };
  }
}
