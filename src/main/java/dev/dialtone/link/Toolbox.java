package dev.dialtone.link;

import dev.dialtone.catalogue.Answer;
import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Mount;
import dev.dialtone.model.ProbeCall.Presence;
import dev.dialtone.model.Service;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which programs are in a service's containers: those of the image it is pulled from or built upon,
 * and what its Dockerfile adds. Only what the Dockerfile shows to be left out counts as missing.
 */
final class Toolbox {
  private static final Set<String> PACKAGE_MANAGERS =
      Set.of("apt-get", "apt", "aptitude", "apk", "yum", "dnf", "microdnf", "tdnf", "zypper");

  /** Parts of names of packages that bring a program, beside the program's own name. */
  private static final Map<String, List<String>> PACKAGES =
      Map.ofEntries(
          Map.entry("nc", List.of("netcat", "ncat", "nmap", "busybox")),
          Map.entry("ncat", List.of("nmap")),
          Map.entry("netcat", List.of("ncat", "nmap")),
          Map.entry("wget", List.of("busybox")),
          Map.entry("pg_isready", List.of("postgres")),
          Map.entry("psql", List.of("postgres")),
          Map.entry("mysqladmin", List.of("mysql", "mariadb")),
          Map.entry("mysql", List.of("mariadb")),
          Map.entry("mariadb-admin", List.of("mysql")),
          Map.entry("mariadb", List.of("mysql")),
          Map.entry("redis-cli", List.of("redis", "valkey")),
          Map.entry("pgrep", List.of("procps")),
          Map.entry("ps", List.of("procps")),
          Map.entry("sh", List.of("bash", "dash", "busybox")));

  private static final Set<String> BINARY_FOLDERS =
      Set.of("/", "/bin/", "/usr/", "/usr/bin/", "/usr/local/", "/usr/local/bin/", "/sbin/");

  private final ServiceImage image;
  private final BuiltImage built;
  private final Service service;

  Toolbox(ServiceImage image, BuiltImage built, Service service) {
    this.image = image;
    this.built = built;
    this.service = service;
  }

  /** Whether the program of this name, perhaps with a path, is there. */
  Presence of(Text name) {
    String path = name.chars();
    String program = path.substring(path.lastIndexOf('/') + 1);
    String folder = path.substring(0, path.length() - program.length());
    boolean usual = folder.isEmpty() || BINARY_FOLDERS.contains(folder);
    if (!name.isKnown() || !usual || isMounted(program)) {
      return Presence.UNKNOWN;
    }
    Presence shipped = shipped(program);
    return shipped == Presence.MISSING && image.origin().isBuiltHere() ? added(program) : shipped;
  }

  private Presence shipped(String program) {
    if (!(image.knowledge() instanceof ImageKnowledge.Known known)) {
      return Presence.UNKNOWN;
    }
    Answer has = known.has(program);
    // What a fork leaves out the original may have, and the other way round.
    boolean own = known.confidence() == Confidence.CERTAIN;
    return switch (has) {
      case YES -> Presence.PRESENT;
      case NO -> own ? Presence.MISSING : Presence.UNKNOWN;
      case UNKNOWN -> Presence.UNKNOWN;
    };
  }

  /** Whether the program is BusyBox's, which is simpler than the one of that name. */
  boolean isBusybox(String program) {
    boolean shipped =
        image.knowledge() instanceof ImageKnowledge.Known known && known.isBusybox(program);
    return shipped && !(image.origin().isBuiltHere() && added(program) != Presence.MISSING);
  }

  /** Those of the programs that are known to be there. */
  List<String> present(List<String> programs) {
    List<String> found = new ArrayList<>();
    for (String program : programs) {
      if (shipped(program) == Presence.PRESENT
          || (image.origin().isBuiltHere() && added(program) == Presence.PRESENT)) {
        found.add(program);
      }
    }
    return found;
  }

  /** What the Dockerfile makes of a program that its base lacks, or has from BusyBox. */
  private Presence added(String program) {
    if (!built.seen()) {
      return Presence.UNKNOWN;
    }
    boolean open = false;
    for (BuiltImage.Copied copy : built.copies()) {
      for (Text source : copy.sources()) {
        open |= baseName(source.chars()).equals(program) || source.chars().indexOf(Text.HOLE) >= 0;
      }
      open |= baseName(copy.place()).equals(program) || BINARY_FOLDERS.contains(copy.place());
    }
    for (CommandLine run : built.runs()) {
      Presence its = run(run, program);
      if (its == Presence.PRESENT) {
        return Presence.PRESENT;
      }
      open |= its == Presence.UNKNOWN;
    }
    return open ? Presence.UNKNOWN : Presence.MISSING;
  }

  private static Presence run(CommandLine run, String program) {
    Variables unknown =
        name -> new Variables.Answer.Unknown("`" + name + "` is set during the build");
    Launch launch =
        run instanceof CommandLine.Exec exec
            ? Launch.of(exec.words(), unknown)
            : Launch.ofScript(((CommandLine.Shell) run).line(), unknown);
    boolean open = !launch.problems().isEmpty();
    for (Program each : launch.programs()) {
      String name = each.baseName();
      boolean installs = PACKAGE_MANAGERS.contains(name);
      for (Text word : each.words()) {
        boolean brings = installs && provides(word.chars(), program);
        if (brings || baseName(word.chars()).equals(program)) {
          return Presence.PRESENT;
        }
        open |= installs && !word.isKnown();
      }
      open |= isScript(each);
    }
    return open ? Presence.UNKNOWN : Presence.MISSING;
  }

  private static boolean provides(String packageName, String program) {
    if (packageName.startsWith("-")) {
      return false;
    }
    List<String> parts = PACKAGES.getOrDefault(program, List.of());
    return packageName.contains(program) || parts.stream().anyMatch(packageName::contains);
  }

  /** Whether a program is a script that may install anything. */
  private static boolean isScript(Program program) {
    String name = program.name().chars();
    String base = program.baseName();
    boolean shell = base.equals("sh") || base.equals("bash") || base.equals("ash");
    return shell
        || !program.name().isKnown()
        || name.startsWith("./")
        || base.endsWith(".sh")
        || base.equals("make")
        || base.equals("ansible-playbook")
        || (name.startsWith("/") && !name.startsWith("/bin/") && !name.startsWith("/usr/"));
  }

  private boolean isMounted(String program) {
    for (Mount mount : service.mounts()) {
      String target = mount.target().chars();
      if (baseName(target).equals(program) || BINARY_FOLDERS.contains(target + "/")) {
        return true;
      }
    }
    return false;
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
