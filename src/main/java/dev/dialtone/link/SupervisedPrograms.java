package dev.dialtone.link;

import dev.dialtone.catalogue.Bind;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.Protocol;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.shell.Contact;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import dev.dialtone.syntax.shell.Program.Setting;
import dev.dialtone.syntax.shell.ShellWords;
import dev.dialtone.syntax.shell.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Follows {@code supervisord} into the programs of its configuration.
 *
 * @see <a href="https://supervisord.org/configuration.html">Supervisor, Configuration File</a>, and
 *     supervisor/options.py of release 4.3.0
 */
final class SupervisedPrograms implements ProgramStarter {
  private static final String PROGRAM = "program:";
  private static final String FILLED_IN = "supervisord fills it in";

  private final ContainerPaths paths;
  private final Variables environment;
  private final boolean imageSeen;

  /**
   * @param imageSeen whether it is known what the image brings
   */
  SupervisedPrograms(ContainerPaths paths, Variables environment, boolean imageSeen) {
    this.paths = paths;
    this.environment = environment;
    this.imageSeen = imageSeen;
  }

  @Override
  public Optional<Started> of(Program program) {
    if (!program.baseName().equals("supervisord")) {
      return Optional.empty();
    }
    SupervisorFiles files = SupervisorFiles.read(program, paths, imageSeen);
    return files.sections().isEmpty()
        ? Optional.empty()
        : Optional.of(new Run(program, files).managed());
  }

  /** One supervisord and its files. */
  private final class Run {
    private final Program supervisord;
    private final SupervisorFiles files;
    private final List<Program> programs = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();
    private final List<Contact> contacts = new ArrayList<>();
    private boolean complete;

    Run(Program supervisord, SupervisorFiles files) {
      this.supervisord = supervisord;
      this.files = files;
      this.complete = files.isComplete();
    }

    Started managed() {
      List<Listener> sockets = new ArrayList<>();
      for (String section : files.sections()) {
        if (section.startsWith(PROGRAM)) {
          follow(section);
        }
        if (section.equals("inet_http_server") || section.startsWith("inet_http_server:")) {
          files.value(section, "port").ifPresent(port -> sockets.addAll(socket(port)));
        }
        complete &= !section.startsWith("fcgi-program:") && !section.startsWith("eventlistener:");
      }
      if (!complete) {
        programs.add(supervisord);
      }
      return new Started(new Launch(programs, waits, contacts, List.of()), sockets);
    }

    private void follow(String section) {
      List<Setting> settings = new ArrayList<>(supervisord.environment());
      for (String where : List.of("supervisord", section)) {
        files
            .value(where, "environment")
            .ifPresent(written -> settings.addAll(settings(expanded(written, where, settings))));
      }
      List<Text> words =
          files
              .value(section, "command")
              .map(line -> ShellWords.split(expanded(line, section, settings)))
              .filter(split -> split.problems().isEmpty())
              .map(ShellWords::words)
              .orElse(List.of());
      complete &= !words.isEmpty();
      boolean starts = files.value(section, "autostart").filter(word -> !isTrue(word)).isEmpty();
      Launch launch = Launch.of(words, with(settings));
      for (Program started : launch.programs()) {
        List<Setting> all = new ArrayList<>(settings);
        all.addAll(started.environment());
        Program.Role role = starts ? role(started) : Program.Role.CONDITIONAL;
        programs.add(new Program(started.words(), all, role, false, started.wrappers()));
      }
      waits.addAll(launch.waits());
      contacts.addAll(launch.sockets());
    }

    private Program.Role role(Program started) {
      return started.role() == Program.Role.FINAL ? supervisord.role() : started.role();
    }

    /** The text with what it says in brackets replaced: {@code %(ENV_PORT)s}. */
    private Text expanded(Text written, String section, List<Setting> settings) {
      String chars = written.chars();
      Text.Builder result = Text.builder(written.site());
      int from = 0;
      for (int at = chars.indexOf('%'); at >= 0; at = chars.indexOf('%', from)) {
        result.append(written.slice(from, at));
        int close = chars.startsWith("%(", at) ? chars.indexOf(')', at) : -1;
        if (chars.startsWith("%%", at)) {
          result.append(written.slice(at, at + 1));
          from = at + 2;
        } else {
          from = close < 0 ? at + 1 : Math.min(close + 2, chars.length());
          Text mark = written.slice(at, from);
          result.append(
              meant(mark, section, settings).orElseGet(() -> Text.unknown(mark.span(), FILLED_IN)));
        }
      }
      return from == 0 ? written : result.append(written.slice(from)).build();
    }

    private Optional<Text> meant(Text mark, String section, List<Setting> settings) {
      String chars = mark.chars();
      if (chars.equals("%(program_name)s")) {
        return Optional.of(Text.of(section.substring(section.indexOf(':') + 1), mark.span()));
      }
      if (chars.equals("%(here)s")) {
        return files.here().stream()
            .map(FilePath::value)
            .map(folder -> Text.of(folder, mark.span()))
            .findFirst();
      }
      boolean variable = chars.startsWith("%(ENV_") && chars.endsWith(")s");
      return variable
              && with(settings).lookup(chars.substring("%(ENV_".length(), chars.length() - 2))
                  instanceof Variables.Answer.Set set
          ? Optional.of(set.value())
          : Optional.empty();
    }

    private Variables with(List<Setting> settings) {
      return name -> {
        Variables.Answer answer = environment.lookup(name);
        for (Setting setting : settings) {
          if (setting.name().is(name)) {
            Text value = setting.value();
            answer =
                value.isKnown()
                    ? new Variables.Answer.Set(value)
                    : new Variables.Answer.Unknown(value.whyUnknown());
          }
        }
        return answer;
      };
    }
  }

  private static boolean isTrue(Text word) {
    return switch (word.chars().toLowerCase(Locale.ROOT)) {
      case "true", "1", "on", "yes" -> true;
      default -> false;
    };
  }

  /** {@code KEY="value",OTHER=value}. */
  private static List<Setting> settings(Text written) {
    List<Setting> settings = new ArrayList<>();
    String chars = written.chars();
    int at = 0;
    int equals = chars.indexOf('=');
    while (equals >= 0) {
      int from = equals + 1;
      while (from < chars.length() && Character.isWhitespace(chars.charAt(from))) {
        from++;
      }
      boolean quoted = chars.startsWith("\"", from) || chars.startsWith("'", from);
      int close = quoted ? chars.indexOf(chars.charAt(from), from + 1) : -1;
      int comma = chars.indexOf(',', Math.max(from, close));
      int end = comma < 0 ? chars.length() : comma;
      Text value = close < 0 ? written.slice(from, end).strip() : written.slice(from + 1, close);
      settings.add(new Setting(written.slice(at, equals).strip(), value));
      at = Math.min(end + 1, chars.length());
      equals = chars.indexOf('=', at);
    }
    return settings;
  }

  /** The socket for its page and its clients: {@code 9001}, {@code *:9001}. */
  private static List<Listener> socket(Text written) {
    int colon = written.chars().lastIndexOf(':');
    Text host = written.slice(0, Math.max(colon, 0));
    Text number = written.slice(colon + 1);
    List<Listener> sockets = new ArrayList<>();
    for (Port port : Port.parse(number).known()) {
      Listener socket =
          Listener.on(
                  PortRange.of(port),
                  number,
                  Protocol.TCP,
                  Origin.CONFIGURATION,
                  Confidence.CERTAIN)
              .mendedBy("port = *:" + port);
      sockets.add(
          host.isEmpty()
              ? socket.boundByDefault(BindScope.ALL_IPV4, number)
              : socket.boundTo(scope(host), host));
    }
    return sockets;
  }

  /** Supervisor knows no sockets but those of IPv4. */
  private static BindScope scope(Text host) {
    BindScope scope = Bind.Scope.of(host).inModel();
    return scope == BindScope.ALL ? BindScope.ALL_IPV4 : scope;
  }
}
