package dev.dialtone.link;

import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.model.Host;
import dev.dialtone.model.Login;
import dev.dialtone.model.ProbeCall.Rejection;
import dev.dialtone.model.ProbeCall.ShownLogin;
import dev.dialtone.model.Service;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.ClientLogin;
import dev.dialtone.syntax.shell.ProbeStep;
import java.util.List;
import java.util.Locale;

/** Finds what the clients of a healthcheck show the server of their own container. */
final class ProbeLogins {
  private final Service service;
  private final ServiceImage image;

  ProbeLogins(Service service, ServiceImage image) {
    this.service = service;
    this.image = image;
  }

  /** What a step shows: one login, or none if it is no such client or asks another server. */
  List<ShownLogin> of(ProbeStep step) {
    boolean elsewhere =
        step.contacts().stream()
            .map(contact -> contact.host())
            .anyMatch(host -> !host.isEmpty() && !isOwn(host));
    return elsewhere ? List.of() : step.login().stream().map(login -> shown(login, step)).toList();
  }

  private static boolean isOwn(Text host) {
    // A path is the folder of a unix socket.
    return host.chars().startsWith("/")
        || Host.parse(host).known().stream()
            .anyMatch(known -> known.isLoopback() || known.isUnspecified());
  }

  private ShownLogin shown(ClientLogin shown, ProbeStep step) {
    Text program = step.words().get(0);
    boolean postgres = shown.protocol().equals("postgresql");
    boolean takesUser = postgres || shown.protocol().equals("mysql");
    Text user = shown.user().isEmpty() && takesUser ? ownUser(program) : shown.user();
    Text database = shown.database().isEmpty() && postgres ? implied(user) : shown.database();
    return new ShownLogin(
        shown.protocol(),
        new Login(user, shown.password(), database, shown.realm()),
        rejection(shown, step.soughtIn()));
  }

  /** The user of the system, who runs the client. */
  private Text ownUser(Text program) {
    String user =
        service.user().isEmpty() && image.knowledge() instanceof ImageKnowledge.Known known
            ? known.facts().probeUser()
            : "";
    return user.isEmpty()
        ? Text.unknown(program.site(), "it is not known as whom it runs")
        : implied(Text.of(user, program.site()));
  }

  private static Text implied(Text value) {
    return value.through(Step.Kind.CATALOGUE, value.site());
  }

  private static Rejection rejection(ClientLogin login, List<Text> soughtIn) {
    return switch (login.end()) {
      case FAILS -> Rejection.FAILS;
      case SUCCEEDS -> Rejection.SUCCEEDS;
      case LACKS_ANSWER ->
          soughtIn.isEmpty()
              ? Rejection.GOES_UNNOTICED
              : seeks(soughtIn, login.answer()) ? Rejection.FAILS : Rejection.UNKNOWN;
    };
  }

  private static boolean seeks(List<Text> words, String answer) {
    return words.stream()
        .map(word -> word.chars().toLowerCase(Locale.ROOT))
        .anyMatch(word -> word.contains(answer.toLowerCase(Locale.ROOT)));
  }
}
