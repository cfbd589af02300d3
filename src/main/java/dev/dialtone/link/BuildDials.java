package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ServiceType;
import dev.dialtone.model.BuildDial;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Variable;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Contact;
import dev.dialtone.syntax.shell.DatabaseTask;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import dev.dialtone.syntax.shell.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds whom the commands of a build connect to, where the build depends on their success. */
final class BuildDials {
  private final Catalogue catalogue;
  private final DialFinder finder;
  private final CommandDials commands;
  private final FileShelf shelf;

  BuildDials(Catalogue catalogue, DialFinder finder, CommandDials commands, FileShelf shelf) {
    this.catalogue = catalogue;
    this.finder = finder;
    this.commands = commands;
    this.shelf = shelf;
  }

  /**
   * The addresses that are dialled while the image of a service is built.
   *
   * @param folders where its {@code package.json} may be
   */
  List<BuildDial> of(Service service, BuiltImage built, List<FilePath> folders) {
    List<BuildDial> dials = new ArrayList<>();
    for (BuildStep step : built.steps()) {
      if (!namesHosts(step)) {
        dials.addAll(of(service.name(), step, folders));
      }
    }
    return dials;
  }

  /** Whether the command gives addresses to names by itself. */
  private static boolean namesHosts(BuildStep step) {
    return step.at().text().contains("/etc/hosts");
  }

  private List<BuildDial> of(ServiceName from, BuildStep step, List<FilePath> folders) {
    Environment environment = new Environment(step.environment(), List.of(), false);
    Launch launch =
        new PackageScripts(shelf, folders, environment.forShell())
            .follow(launch(step, environment));
    List<BuildDial> dials = new ArrayList<>();
    for (Wait wait : launch.waits()) {
      if (wait.decisive() && isSure(wait.contact())) {
        for (Dial dial : commands.ofContact(from, wait.contact(), Dial.Role.WAIT)) {
          dials.add(at(step, dial, wait.at()));
        }
      }
    }
    for (Program program : launch.programs()) {
      // What is tried again and again is among the waits.
      if (program.decisive() && program.role() != Program.Role.RETRIED) {
        dials.addAll(ofClient(from, step, program, environment));
        dials.addAll(ofTask(from, step, program, environment));
      }
    }
    return dials;
  }

  private static Launch launch(BuildStep step, Environment environment) {
    return step.command() instanceof CommandLine.Exec exec
        ? Launch.of(exec.words(), environment.forShell())
        : Launch.ofScript(((CommandLine.Shell) step.command()).line(), environment.forShell());
  }

  private List<BuildDial> ofClient(
      ServiceName from, BuildStep step, Program program, Environment environment) {
    Environment own = with(program, environment);
    List<BuildDial> dials = new ArrayList<>();
    for (Contact contact : Contact.ofClient(program.words(), own.forShell())) {
      if (isSure(contact)) {
        for (Dial dial : commands.ofContact(from, contact, Dial.Role.CLIENT)) {
          dials.add(at(step, dial, program.name()));
        }
      }
    }
    return dials;
  }

  /** Whether it is an address that stands there: a bare word may be the value of an option. */
  private boolean isSure(Contact contact) {
    if (!contact.port().isEmpty()) {
      return contact.protocol().isEmpty() || catalogue.scheme(contact.protocol()).isPresent();
    }
    Span host = contact.host().site();
    String before = host.file().text().substring(0, host.start());
    return catalogue
        .scheme(contact.protocol())
        .filter(type -> type.use() != ServiceType.Use.WEB || before.endsWith("://"))
        .isPresent();
  }

  /** The databases that the variables of a build name, where something opens them. */
  private List<BuildDial> ofTask(
      ServiceName from, BuildStep step, Program program, Environment environment) {
    List<BuildDial> dials = new ArrayList<>();
    List<Variable> variables = with(program, environment).variables();
    if (variables.stream().anyMatch(variable -> isFile(variable.value()))) {
      return List.of();
    }
    for (DatabaseTask task : DatabaseTask.of(program).stream().toList()) {
      List<DialFinder.Setting> settings =
          variables.stream()
              .map(v -> DialFinder.Setting.certain(v.name().chars(), v.value()))
              .toList();
      for (Dial dial : finder.find(from, settings)) {
        if (dial.kind() == ServiceKind.SQL || dial.kind() == ServiceKind.DOCUMENT_STORE) {
          dials.add(at(step, dial, task.command()));
        }
      }
    }
    return dials;
  }

  /** Whether a value tells that the database is a file. */
  private static boolean isFile(Text value) {
    String chars = value.chars().toLowerCase(Locale.ROOT);
    return chars.startsWith("sqlite") || chars.startsWith("file:");
  }

  private static Environment with(Program program, Environment environment) {
    List<Variable> own =
        program.environment().stream()
            .map(s -> new Variable(s.name(), s.value(), Variable.Source.ENVIRONMENT))
            .toList();
    return new Environment(own, environment.variables(), false);
  }

  /** Points at the host where the command itself names it, be it in {@code package.json}. */
  private static BuildDial at(BuildStep step, Dial dial, Text command) {
    Span host = dial.host().span();
    boolean inScript =
        !host.file().equals(step.at().file()) && host.file().equals(command.span().file());
    boolean here = step.at().contains(host) || inScript;
    return new BuildDial(dial, command, here ? dial.host() : command);
  }
}
