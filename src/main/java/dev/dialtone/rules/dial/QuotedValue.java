package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.QuotedAddress;
import dev.dialtone.rules.Words;
import dev.dialtone.source.Text;
import java.util.function.Consumer;

/** DT115: an address reaches its process with quotes around it. */
public final class QuotedValue implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT115",
        "quoted-value",
        Severity.ERROR,
        "An address reaches its process with quotes that nothing takes off");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (QuotedAddress address : outcome.project().hints().quoted()) {
      sink.accept(finding(address));
    }
  }

  private Finding finding(QuotedAddress address) {
    Text value = address.value();
    return Finding.at(
            info(),
            value,
            "the quotes are part of the address that %s reads from %s"
                .formatted(quoted(address.service()), quoted(address.name())))
        .label(why(address.place()))
        .service(address.service().value())
        .confidence(address.confidence())
        .notes(Words.usedBy(address.service(), value))
        .help(help(address))
        .build();
  }

  private static String why(QuotedAddress.Place place) {
    return switch (place) {
      case LIST_ITEM -> "YAML takes quotes off an item only where they enclose all of it";
      case MAPPING -> "YAML takes off one pair of quotes, and this is a second one";
      case RAW_FILE -> "nothing takes quotes off a value of this file";
      case ARGUMENT -> "no shell reads this argument, so nothing takes its quotes off";
    };
  }

  /** Never the value itself: it may hold a password. */
  private static String help(QuotedAddress address) {
    return address.place() == QuotedAddress.Place.LIST_ITEM
        ? "drop the quotes, or put them around all of " + quoted(address.name() + "=...")
        : "drop the quotes";
  }
}
