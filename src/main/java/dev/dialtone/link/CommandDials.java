package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ServiceType;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Dial.Audience;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Host;
import dev.dialtone.model.Port;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Value;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.address.Address;
import dev.dialtone.syntax.address.Addresses;
import dev.dialtone.syntax.shell.Contact;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import dev.dialtone.syntax.shell.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the addresses that commands and healthchecks are told to connect to. */
final class CommandDials {
  private final Catalogue catalogue;

  CommandDials(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The dials of what a container is started with: what it waits for, and what its words name. */
  List<Dial> ofStartup(ServiceName from, Startup startup) {
    List<Dial> dials = new ArrayList<>();
    startup.launch().forEach(launch -> dials.addAll(ofLaunch(from, launch)));
    return dials;
  }

  /** The dials of one command: what it waits for, and what the words of its programs name. */
  List<Dial> ofLaunch(ServiceName from, Launch launch) {
    List<Dial> dials = new ArrayList<>();
    for (Wait wait : launch.waits()) {
      dials.addAll(
          by(
              Program.baseName(wait.at()),
              dial(from, wait.contact(), Dial.Role.WAIT, Confidence.CERTAIN)));
    }
    for (Program program : launch.programs()) {
      if (program.role() != Program.Role.RETRIED) {
        program.arguments().forEach(word -> dials.addAll(ofArgument(from, word)));
      }
    }
    return dials;
  }

  /** The dials of a program that is the client of a backing service, such as {@code psql}. */
  List<Dial> ofClient(ServiceName from, Program program, Environment environment) {
    List<Dial> dials = new ArrayList<>();
    for (Contact contact : Contact.of(program.words(), environment.forShell())) {
      boolean backing =
          catalogue
              .scheme(contact.protocol())
              .filter(type -> type.use() == ServiceType.Use.BACKING)
              .isPresent();
      if (backing) {
        boolean sure =
            program.role() != Program.Role.CONDITIONAL && program.role() != Program.Role.RETRIED;
        Confidence confidence = sure ? Confidence.CERTAIN : Confidence.PROBABLE;
        dials.addAll(by(program.baseName(), dial(from, contact, Dial.Role.CLIENT, confidence)));
      }
    }
    return dials;
  }

  /** The dials of a healthcheck to others than itself, whose address is another rule's business. */
  List<Dial> ofHealthcheck(ServiceName from, Healthcheck healthcheck, Environment environment) {
    List<Dial> dials = new ArrayList<>();
    if (healthcheck instanceof Healthcheck.Probe probe) {
      Launch launch =
          probe.command() instanceof CommandLine.Exec exec
              ? Launch.of(exec.words(), environment.forShell())
              : Launch.ofScript(
                  ((CommandLine.Shell) probe.command()).line(), environment.forShell());
      for (Program program : launch.programs()) {
        for (Contact contact : Contact.of(program.words(), environment.forShell())) {
          boolean own =
              Host.parse(contact.host()).known().stream()
                  .allMatch(host -> host.isLoopback() || host.isUnspecified());
          if (!own) {
            dials.addAll(
                by(
                    program.baseName(),
                    dial(from, contact, Dial.Role.HEALTHCHECK, Confidence.CERTAIN)));
          }
        }
      }
    }
    return dials;
  }

  /** What somebody is told to contact, as sure as it is written. */
  List<Dial> ofContact(ServiceName from, Contact contact, Dial.Role role) {
    return dial(from, contact, role, Confidence.CERTAIN);
  }

  /** What a program of a healthcheck is told to contact, be it in its own container. */
  List<Dial> ofContacts(ServiceName from, String program, List<Contact> contacts) {
    return contacts.stream()
        .flatMap(c -> dial(from, c, Dial.Role.HEALTHCHECK, Confidence.CERTAIN).stream())
        .map(dial -> dial.by(program))
        .toList();
  }

  private static List<Dial> by(String program, List<Dial> dials) {
    return dials.stream().map(dial -> dial.by(program)).toList();
  }

  /**
   * A URL of a backing service in a word, be it the value of an option: {@code --db=postgres://}.
   */
  private List<Dial> ofArgument(ServiceName from, Text word) {
    int scheme = word.chars().indexOf("://");
    int equals = word.chars().indexOf('=');
    Text value = equals > 0 && equals < scheme ? word.slice(equals + 1) : word;
    if (scheme < 0) {
      return List.of();
    }
    List<Dial> dials = new ArrayList<>();
    for (Address address : Addresses.parse(value)) {
      Optional<ServiceType> type =
          catalogue.scheme(address.scheme().chars().toLowerCase(Locale.ROOT));
      boolean backing =
          (type.isPresent() && type.get().use() == ServiceType.Use.BACKING)
              || address.scheme().isEmpty();
      boolean url = address.form() == Address.Form.URL || address.form() == Address.Form.JDBC;
      if (url && backing && address.socket().isEmpty()) {
        Contact contact = new Contact(address.host(), address.port(), address.scheme().chars());
        dials.addAll(
            by(
                Drivers.of(address),
                dial(from, contact, address.whole(), Dial.Role.CLIENT, Confidence.CERTAIN)));
      }
    }
    return dials;
  }

  private List<Dial> dial(
      ServiceName from, Contact contact, Dial.Role role, Confidence confidence) {
    return dial(from, contact, wholeOf(contact), role, confidence);
  }

  /** Host and port together where they stand side by side, else the host. */
  private static Text wholeOf(Contact contact) {
    Text host = contact.host();
    Text port = contact.port();
    boolean together =
        !port.isEmpty()
            && host.span().file().equals(port.span().file())
            && port.span().start() == host.span().end() + 1;
    return together ? Text.of(host.span().cover(port.span())) : host;
  }

  private List<Dial> dial(
      ServiceName from, Contact contact, Text whole, Dial.Role role, Confidence confidence) {
    if (contact.host().isEmpty()) {
      return List.of();
    }
    boolean written = !contact.port().isEmpty();
    Optional<ServiceType> type = catalogue.scheme(contact.protocol());
    Value<Port> port =
        written
            ? Port.parse(contact.port())
            : type.filter(t -> t.port() > 0)
                .<Value<Port>>map(t -> new Value.Known<>(new Port(t.port()), contact.host()))
                .orElseGet(() -> new Value.Unknown<>(contact.host(), "no port is given"));
    return List.of(
        new Dial(
            from,
            role,
            contact.host(),
            port,
            written,
            whole,
            Protocol.TCP,
            contact.protocol(),
            type.map(ServiceType::kind).orElse(ServiceKind.UNKNOWN),
            Audience.PROCESS,
            confidence));
  }
}
