package dev.dialtone.report.github;

import dev.dialtone.report.Printable;
import java.io.IOException;

/**
 * A line that steers GitHub's runner: {@code ::name key=value,key=value::message}. What the values
 * hold is escaped as actions/toolkit, packages/core/src/command.ts does, so that no text can end
 * the command or begin another one.
 */
final class WorkflowCommand {
  private final StringBuilder text = new StringBuilder("::");
  private boolean first = true;

  WorkflowCommand(String name) {
    text.append(name);
  }

  WorkflowCommand property(String key, String value) {
    text.append(first ? ' ' : ',').append(key).append('=');
    escape(Printable.line(value), true);
    first = false;
    return this;
  }

  WorkflowCommand property(String key, int value) {
    return property(key, Integer.toString(value));
  }

  /** Ends the command with its message, whose lines stay lines, and writes it. */
  void write(String message, Appendable out) throws IOException {
    text.append("::");
    int start = 0;
    int end = message.indexOf('\n');
    while (end >= 0) {
      escape(Printable.line(message.substring(start, end)), false);
      text.append("%0A");
      start = end + 1;
      end = message.indexOf('\n', start);
    }
    escape(Printable.line(message.substring(start)), false);
    out.append(text).append('\n');
  }

  private void escape(String value, boolean property) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '%' -> text.append("%25");
        case ':' -> text.append(property ? "%3A" : ":");
        case ',' -> text.append(property ? "%2C" : ",");
        default -> text.append(c);
      }
    }
  }
}
