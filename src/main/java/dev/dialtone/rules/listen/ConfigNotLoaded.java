package dev.dialtone.rules.listen;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Container;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Setup.Bypassed;
import dev.dialtone.model.Setup.Unread;
import dev.dialtone.rules.Words;
import java.util.function.Consumer;

/** DT403: a server's settings are dead, for nothing reads the file or applies the variable. */
public final class ConfigNotLoaded implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT403",
        "config-not-loaded",
        Severity.WARNING,
        "A server's settings are where nothing reads or applies them");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (Container container : outcome.project().containers().values()) {
      ServiceName server = container.service().name();
      container.setup().unread().forEach(file -> sink.accept(unread(server, file)));
      container.setup().bypassed().forEach(variable -> sink.accept(bypassed(server, variable)));
    }
  }

  private Finding unread(ServiceName server, Unread file) {
    return Finding.at(
            info(),
            file.at().span(),
            "%s never reads %s".formatted(quoted(server), quoted(file.target())))
        .label(looks(file))
        .service(server.value())
        .notes(Words.usedBy(server, file.at()))
        .help(help(file))
        .build();
  }

  private static String looks(Unread file) {
    if (!file.argument().isEmpty()) {
      return "its server reads it only if its command line names it";
    }
    return file.readFrom().isEmpty()
        ? "its server is configured on its command line alone"
        : "its server reads " + file.readFrom();
  }

  private static String help(Unread file) {
    if (!file.argument().isEmpty()) {
      String space = file.argument().endsWith("=") ? "" : " ";
      return "name it in the command: " + quoted(file.argument() + space + file.target());
    }
    return file.readFrom().isEmpty()
        ? "give the settings as arguments in `command`"
        : "put it at " + quoted(file.readFrom());
  }

  private Finding bypassed(ServiceName server, Bypassed left) {
    return Finding.at(
            info(),
            left.at().span(),
            "%s never applies %s".formatted(quoted(server), quoted(left.variable())))
        .label("this starts the server without the set-up of its image")
        .service(server.value())
        .note(left.variable().span(), "the set-up of the image would apply this")
        .help("leave the start to the image, and give the server's arguments in `command`")
        .build();
  }
}
