package dev.dialtone.catalogue;

import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/** What a simple command starts, as far as the catalogue knows it. */
public sealed interface ServerCommand {
  /**
   * A server that listens.
   *
   * @param server what is known of the program
   * @param listeners where it listens, the arguments taken into account
   * @param settings the options and their values as given, and {@code name=value} settings
   * @param configFiles the configuration files the arguments name
   */
  record Listens(
      Server server, List<Listening> listeners, List<Setting> settings, List<Text> configFiles)
      implements ServerCommand {
    public Listens {
      listeners = List.copyOf(listeners);
      settings = List.copyOf(settings);
      configFiles = List.copyOf(configFiles);
    }

    /** The same with what the environment decides where no argument did. */
    public Listens in(Variables environment) {
      Listens told = this;
      for (ListenVariable variable : server.variables()) {
        if (variable.sets() == Sets.ARGUMENTS) {
          told = environment.value(variable.name()).map(told::before).orElse(told);
        }
      }
      return new Listens(
          server,
          ListenVariable.apply(server.variables(), environment, told.listeners()),
          told.settings(),
          told.configFiles());
    }

    /** The same where further arguments decide what these do not. */
    private Listens before(Text arguments) {
      List<Text> words =
          arguments.split(Character::isWhitespace).stream().filter(w -> !w.isEmpty()).toList();
      if (!(ServerArguments.read(server, words) instanceof Listens weaker)) {
        return this;
      }
      boolean decided = listeners.stream().anyMatch(l -> !l.defaultBind() || !l.defaultPort());
      List<Setting> both = new ArrayList<>(weaker.settings());
      both.addAll(settings);
      return new Listens(
          server,
          decided ? listeners : weaker.listeners(),
          both,
          configFiles.isEmpty() ? weaker.configFiles() : configFiles);
    }

    /**
     * The same in a container of an image whose start-up gives other defaults: what neither an
     * argument nor a variable decides is as the image has it.
     */
    public Listens on(ImageFacts image) {
      List<Listening> adapted = new ArrayList<>();
      for (Listening own : listeners) {
        adapted.add(own.defaultBind() ? own.withBind(image.bindOf(own)) : own);
      }
      return new Listens(server, adapted, settings, configFiles);
    }
  }

  /** A program that opens no port: a worker, a migration, {@code sleep infinity}. */
  record Silent(Server server) implements ServerCommand {}

  /** A program the catalogue does not know. */
  record Unrecognised() implements ServerCommand {}

  /**
   * An option, or a {@code name=value} given to one that takes settings.
   *
   * @param name without dashes at the start; with underscores where the server takes both
   * @param at where it is written
   * @param values its values: none for a switch, several for an option that takes many words
   */
  record Setting(String name, Text at, List<Text> values) {
    public Setting {
      values = List.copyOf(values);
    }
  }
}
