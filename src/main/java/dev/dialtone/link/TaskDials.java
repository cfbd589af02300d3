package dev.dialtone.link;

import dev.dialtone.model.Confidence;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Task;
import dev.dialtone.model.Variable;
import dev.dialtone.model.Wait;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds whom the tasks of a service dial, by their variables and by the commands in them. */
final class TaskDials {
  private final DialFinder finder;
  private final CommandDials commands;

  TaskDials(DialFinder finder, CommandDials commands) {
    this.finder = finder;
    this.commands = commands;
  }

  /**
   * What comes of a service's tasks.
   *
   * @param waits what they wait for
   * @param early whether nothing that takes time comes before the first that may dial
   */
  record Found(List<Dial> dials, List<Wait> waits, boolean early) {
    Found {
      dials = List.copyOf(dials);
      waits = List.copyOf(waits);
    }
  }

  Found of(Service service) {
    List<Dial> dials = new ArrayList<>();
    List<Wait> waits = new ArrayList<>();
    int working = 0;
    for (Task task : service.tasks()) {
      working += task.pace() == Task.Pace.BRIEF ? 0 : 1;
      if (task.pace() == Task.Pace.WAIT) {
        Text unknown = Text.unknown(task.at().site(), "it waits for something");
        waits.add(new Wait(unknown, unknown, task.at()));
      }
      Environment environment = new Environment(task.environment(), List.of(), false);
      dials.addAll(weakened(finder.find(service.name(), settings(environment.variables())), task));
      for (Text script : task.script()) {
        Launch launch = Launch.ofScript(script, environment.forShell());
        dials.addAll(weakened(ofScript(service.name(), launch, environment), task));
        waits.addAll(waits(launch));
      }
    }
    return new Found(settled(dials), waits, working <= 1);
  }

  private List<Dial> ofScript(ServiceName from, Launch launch, Environment environment) {
    List<Dial> dials = new ArrayList<>(commands.ofLaunch(from, launch));
    for (Program program : launch.programs()) {
      if (!isElsewhere(program)) {
        dials.addAll(commands.ofClient(from, program, environment));
        dials.addAll(ofOwnVariables(from, program, environment));
      }
    }
    return dials;
  }

  /** What the variables say that a script sets for a program. */
  private List<Dial> ofOwnVariables(ServiceName from, Program program, Environment environment) {
    if (program.environment().isEmpty()) {
      return List.of();
    }
    List<Variable> own = new ArrayList<>();
    for (Program.Setting setting : program.environment()) {
      own.add(new Variable(setting.name(), setting.value(), Variable.Source.ENVIRONMENT));
    }
    Environment all = new Environment(own, environment.variables(), false);
    return finder.find(from, settings(all.variables()));
  }

  /** Whether the program runs others where this container's names and ports do not count. */
  private static boolean isElsewhere(Program program) {
    return ELSEWHERE.contains(program.baseName());
  }

  private static final Set<String> ELSEWHERE =
      Set.of("docker", "docker-compose", "podman", "nerdctl", "kubectl", "ssh", "vagrant", "helm");

  private static List<DialFinder.Setting> settings(List<Variable> variables) {
    return variables.stream()
        .map(v -> DialFinder.Setting.certain(v.name().chars(), v.value()))
        .toList();
  }

  private static List<Wait> waits(Launch launch) {
    List<Wait> waits = new ArrayList<>();
    launch
        .waits()
        .forEach(w -> waits.add(new Wait(w.contact().host(), w.contact().port(), w.at())));
    for (Program program : launch.programs()) {
      // Whatever is called a wait by its name: `npx wait-on`, `bin/wait_for_db`.
      boolean idle =
          program.baseName().equals("sleep")
              || program.words().stream().limit(3).anyMatch(word -> word.chars().contains("wait"));
      if (idle || program.role() == Program.Role.RETRIED) {
        Text unknown = Text.unknown(program.name().site(), "it waits for something");
        waits.add(new Wait(unknown, unknown, program.name()));
      }
    }
    return waits;
  }

  private static List<Dial> weakened(List<Dial> dials, Task task) {
    return task.confidence() == Confidence.CERTAIN
        ? dials
        : dials.stream().map(dial -> dial.atMost(task.confidence())).toList();
  }

  /**
   * Each address once. A host that some task completes by a port is not dialled by the others,
   * which merely have it in their environment as well.
   */
  private static List<Dial> settled(List<Dial> dials) {
    Set<Span> completed = new HashSet<>();
    for (Dial dial : dials) {
      if (dial.portWritten()) {
        completed.add(dial.host().span());
      }
    }
    Map<List<Object>, Dial> distinct = new LinkedHashMap<>();
    for (Dial dial : dials) {
      if (dial.portWritten() || !completed.contains(dial.host().span())) {
        List<Object> key =
            List.of(dial.host().span(), dial.port().text().span(), dial.port().text(), dial.host());
        distinct.merge(key, dial, TaskDials::surer);
      }
    }
    return List.copyOf(distinct.values());
  }

  private static Dial surer(Dial one, Dial other) {
    return one.confidence().compareTo(other.confidence()) <= 0 ? one : other;
  }
}
