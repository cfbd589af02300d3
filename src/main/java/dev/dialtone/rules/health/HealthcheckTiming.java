package dev.dialtone.rules.health;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.Dependency.Condition;
import dev.dialtone.model.GoDuration;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Healthcheck.Timing;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Premises;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.source.Text;
import java.util.List;
import java.util.function.Consumer;

/**
 * DT307: the times of a healthcheck are refused by Docker, come too late for those who wait, or are
 * not the ones that count.
 *
 * @see <a href="https://github.com/moby/moby/blob/v28.0.0/daemon/health.go">moby, daemon/health.go:
 *     when probes run</a>
 * @see <a href="https://github.com/moby/moby/blob/v28.0.0/daemon/container.go">moby,
 *     daemon/container.go: validateHealthCheck</a>
 */
public final class HealthcheckTiming implements Rule {
  private static final long MILLISECOND = 1_000_000L;
  private static final long MINUTE = 60_000 * MILLISECOND;

  /** Nobody wants to wait as long for a first probe, in nanoseconds. */
  private static final long TOO_LATE = 5 * MINUTE;

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT307",
        "healthcheck-timing",
        Severity.WARNING,
        "The times of a healthcheck are refused, or are other ones than they seem");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (Container container : outcome.project().containers().values()) {
      // Times that the project sets come before those of the image.
      if (container.service().healthcheck() instanceof Healthcheck.Retimed retimed) {
        check(outcome, container.service(), retimed.timing(), sink);
      } else if (container.healthcheck() instanceof Healthcheck.Probe probe) {
        check(outcome, container.service(), probe.timing(), sink);
      }
    }
  }

  private void check(Outcome outcome, Service service, Timing timing, Consumer<Finding> sink) {
    checkValue(outcome, service, "interval", timing.interval(), "30s", sink);
    checkValue(outcome, service, "timeout", timing.timeout(), "30s", sink);
    checkValue(outcome, service, "start period", timing.startPeriod(), "", sink);
    checkValue(outcome, service, "start interval", timing.startInterval(), "5s", sink);
    if (timing.retries().is("0")) {
      sink.accept(zero(service, "retries", timing.retries(), "3"));
    }
    boolean noStartPeriod = isZero(timing.startPeriod());
    if (timing.startPeriod().isEmpty()
        && nanos(timing.startInterval()) > 0
        && isReadByCompose(outcome, timing.startInterval())) {
      sink.accept(refusedStartInterval(service, timing.startInterval()));
    }
    if (noStartPeriod && nanos(timing.interval()) >= TOO_LATE) {
      for (Dependency dependent : waiting(outcome, service)) {
        sink.accept(tooLate(service, timing.interval(), dependent));
        return;
      }
    }
  }

  /** Whether Compose passes a time on: those of a Dockerfile and of a CI job it does not see. */
  private static boolean isReadByCompose(Outcome outcome, Text time) {
    Composition composition = outcome.project().composition();
    return composition.files().contains(time.span().file().path())
        && composition.premises().machine() != Premises.Machine.FRESH;
  }

  private void checkValue(
      Outcome outcome,
      Service service,
      String what,
      Text value,
      String byDefault,
      Consumer<Finding> sink) {
    if (value.isEmpty() || !value.isKnown()) {
      return;
    }
    long nanos = GoDuration.nanos(value.chars());
    if (!GoDuration.isDuration(value.chars())) {
      // What Compose refuses itself is another rule's business.
      boolean reported =
          outcome.project().composition().misfits().stream()
              .anyMatch(misfit -> misfit.at().span().equals(value.span()));
      if (!reported) {
        sink.accept(malformed(service, what, value));
      }
    } else if (nanos != 0 && nanos < MILLISECOND) {
      sink.accept(tooShort(service, what, value));
    } else if (nanos == 0 && !byDefault.isEmpty()) {
      sink.accept(zero(service, what, value, byDefault));
    }
  }

  private Finding.Builder start(Service service, Text at, String message, String label) {
    return Finding.at(info(), at.site(), message).label(label).service(service.name().value());
  }

  private Finding malformed(Service service, String what, Text value) {
    return start(
            service,
            value,
            "The %s of the healthcheck of %s is no duration: %s"
                .formatted(what, quoted(service.name()), quoted(value)),
            "Docker wants a unit")
        .runtimeError("time: missing unit in duration \"" + value + "\"")
        .help("write a number with its unit, such as `10s`")
        .build();
  }

  private Finding tooShort(Service service, String what, Text value) {
    return start(
            service,
            value,
            "The %s of the healthcheck of %s is below a millisecond, which Docker refuses"
                .formatted(what, quoted(service.name())),
            "less than 1ms")
        .runtimeError("%s in Healthcheck cannot be less than 1ms".formatted(inMessages(what)))
        .help("write `1ms` or more, such as `10s`")
        .build();
  }

  private Finding zero(Service service, String what, Text value, String byDefault) {
    return start(
            service,
            value,
            "The healthcheck of %s sets its %s to zero, which stands for the default, %s"
                .formatted(quoted(service.name()), what, quoted(byDefault)),
            "the same as no line at all")
        .occurrence(Occurrence.FRAGILE)
        .help("write what is meant, or leave it out")
        .build();
  }

  private Finding refusedStartInterval(Service service, Text value) {
    return start(
            service,
            value,
            "The healthcheck of %s has a start interval and no start period: Compose refuses to start it"
                .formatted(quoted(service.name())),
            "needs a `start_period`")
        .runtimeError("healthcheck.start_interval requires healthcheck.start_period to be set")
        .help("set a start period, such as `30s`")
        .build();
  }

  private Finding tooLate(Service service, Text interval, Dependency dependent) {
    ServiceName name = service.name();
    return start(
            service,
            interval,
            "The first probe of %s comes after %s, and until then whoever waits for its health does not start"
                .formatted(quoted(name), quoted(interval)),
            "also the time before the first probe")
        .note(dependent.at().span(), "waits for the health of " + quoted(name))
        .help("shorten it, or set a start period, in which a probe runs every 5 seconds")
        .build();
  }

  /** The dependencies that wait for the health of a service, one for each service that waits. */
  private static List<Dependency> waiting(Outcome outcome, Service service) {
    return outcome.project().containers().values().stream()
        .flatMap(container -> container.service().dependencies().stream())
        .filter(dependency -> dependency.service().equals(service.name()))
        .filter(dependency -> dependency.condition() == Condition.HEALTHY)
        .toList();
  }

  private static boolean isZero(Text duration) {
    return duration.isEmpty() || nanos(duration) == 0;
  }

  /** The nanoseconds of a duration; negative if it is not known or none. */
  private static long nanos(Text duration) {
    return duration.isKnown() && !duration.isEmpty() ? GoDuration.nanos(duration.chars()) : -1;
  }

  /** As Docker's own messages name it. */
  private static String inMessages(String what) {
    return switch (what) {
      case "start period" -> "StartPeriod";
      case "start interval" -> "StartInterval";
      case "timeout" -> "Timeout";
      default -> "Interval";
    };
  }
}
