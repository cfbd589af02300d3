package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Host;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.UnreadVariable;
import dev.dialtone.rules.Words;
import dev.dialtone.source.Text;
import java.util.function.Consumer;

/** DT114: an image is told its server by a variable that it does not read. */
public final class UnreadVariableName implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT114",
        "unread-variable",
        Severity.WARNING,
        "An image is told whom to dial by a variable that it does not read");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (UnreadVariable unread : outcome.unread()) {
      sink.accept(finding(unread));
    }
  }

  private Finding finding(UnreadVariable unread) {
    Text name = unread.variable().name();
    Dial fallback = unread.fallback();
    String address = fallback.host() + port(fallback);
    Finding.Builder finding =
        Finding.at(
                info(), name, "%s does not read %s".formatted(quoted(unread.image()), quoted(name)))
            .label("so it dials its default, " + quoted(address))
            .service(fallback.from().value())
            .notes(Words.usedBy(fallback.from(), name))
            .note(
                unread.image().span(),
                "this image reads " + quoted(unread.read()) + ", which is not set");
    if (unread.takesSame()) {
      // Which variable was meant is a guess, however near it is.
      Fix.replacing("rename it to " + quoted(unread.read()), name, unread.read()).stream()
          .map(Fix::unsafely)
          .forEach(finding::fix);
    }
    boolean loopback = Host.parse(fallback.host()).known().stream().anyMatch(Host::isLoopback);
    return finding
        .help(help(unread))
        .runtimeError(
            loopback
                ? "connect ECONNREFUSED " + address
                : "getaddrinfo ENOTFOUND " + fallback.host())
        .build();
  }

  private static String help(UnreadVariable unread) {
    if (unread.takesSame()) {
      return "set " + quoted(unread.read()) + " instead";
    }
    Dial fallback = unread.fallback();
    String address = fallback.scheme() + "://" + unread.dial().host() + port(fallback);
    return "set " + quoted(unread.read()) + ", as to " + quoted(address);
  }

  /** The port behind a colon; empty if it is not known. */
  private static String port(Dial dial) {
    return dial.port().known().stream().map(port -> ":" + port).findFirst().orElse("");
  }
}
