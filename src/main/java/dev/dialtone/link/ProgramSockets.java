package dev.dialtone.link;

import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.link.GunicornConfiguration.Told;
import dev.dialtone.link.SocketFinder.Sockets;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.shell.Program;
import java.util.List;
import java.util.Optional;

/**
 * The sockets of a program that is started by its name: its words, its variables, and the file that
 * it finds by itself or is named there.
 */
final class ProgramSockets {
  private final SocketFinder sockets;
  private final Workspace workspace;
  private final DevServerConfiguration devServers;
  private final GunicornConfiguration gunicorn;

  ProgramSockets(
      SocketFinder sockets,
      Workspace workspace,
      DevServerConfiguration devServers,
      GunicornConfiguration gunicorn) {
    this.sockets = sockets;
    this.workspace = workspace;
    this.devServers = devServers;
    this.gunicorn = gunicorn;
  }

  /**
   * What a program opens.
   *
   * @param heard whether the configuration file that its words name is read
   */
  record Opened(Sockets sockets, boolean heard) {}

  /** The sockets of {@code program}, which is {@code listens}. */
  Opened of(
      ServerCommand.Listens listens,
      Program program,
      List<ImageFacts> image,
      Startup startup,
      Environment environment) {
    ServerCommand.Listens everywhere = listens.in(name -> value(program, environment, name));
    Optional<Told> told = gunicorn.told(everywhere, startup, forShell(program, environment));
    if (told.isPresent()) {
      Sockets found = told(listens, told.get(), program, image, startup, environment);
      return new Opened(found, told.get().clear());
    }
    Sockets found =
        sockets.ofProgram(
            listens,
            program.words(),
            image,
            startup.bare(),
            FoundConfiguration.of(listens.server(), startup.folders(), workspace),
            name -> value(program, environment, name));
    return new Opened(devServers.heard(listens.server(), startup.folders(), found), false);
  }

  private Sockets told(
      ServerCommand.Listens listens,
      Told told,
      Program program,
      List<ImageFacts> image,
      Startup startup,
      Environment environment) {
    boolean silent = told.clear() && told.addresses().isEmpty();
    FoundConfiguration file = told.clear() ? FoundConfiguration.READ : FoundConfiguration.SPEAKING;
    // What the file binds takes the place of the default that the variable gives.
    dev.dialtone.catalogue.Variables variables =
        name ->
            silent || !name.equals("PORT") ? value(program, environment, name) : Optional.empty();
    Sockets without =
        sockets.ofProgram(listens, program.words(), image, startup.bare(), file, variables);
    boolean overruled = without.listeners().stream().noneMatch(l -> l.origin() == Origin.PROGRAM);
    if (silent || overruled) {
      return without;
    }
    if (!told.clear()) {
      return new Sockets(without.listeners(), false);
    }
    Sockets bound =
        sockets.ofProgram(
            gunicorn.bound(listens, told), program.words(), image, startup.bare(), file, variables);
    return new Sockets(
        bound.listeners().stream()
            .map(l -> l.movedTo(l.ports(), l.at(), Origin.CONFIGURATION))
            .map(l -> l.mendedBy("bind = \"0.0.0.0:%s\"".formatted(l.ports())))
            .toList(),
        bound.settled());
  }

  private static Optional<Text> value(Program program, Environment environment, String name) {
    for (Program.Setting setting : program.environment()) {
      if (setting.name().is(name)) {
        return Optional.of(setting.value());
      }
    }
    return environment.value(name);
  }

  private static Variables forShell(Program program, Environment environment) {
    return name ->
        value(program, environment, name)
            .filter(Text::isKnown)
            .<Variables.Answer>map(Variables.Answer.Set::new)
            .orElseGet(() -> environment.forShell().lookup(name));
  }
}
