package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of an image as shipped, for one release and variant.
 *
 * @param family the name of its entry, unique among the images
 * @param kind what it is
 * @param lifetime whether it stays, does a job and ends, or is a tool that is called
 * @param checked whether the image's sources were read; otherwise its documentation or its use
 * @param server the server it starts by itself; empty if it starts none or none that is known
 * @param program the words its entrypoint starts with, before those of {@code command}
 * @param command what a {@code command} does
 * @param ports where it listens
 * @param closed whether it listens nowhere else with its stock configuration
 * @param bindFrom where the addresses it listens on are told
 * @param remedy the variable or argument that makes it listen on all addresses; empty if none is
 *     known or it does anyway
 * @param variables the variables that move its listeners, the winning one first
 * @param configFiles the configuration files it reads
 * @param configNames what files are called that are meant as its configuration: names, or paths
 *     with a {@code *} in them perhaps; if there are any, {@code configFiles} are all it reads
 * @param credentials the users it is created with
 * @param required what must be set for it to start: one condition of each group
 * @param requiredSince the releases, one of each line, with which that began; empty if it always
 *     was so
 * @param data where it keeps what it sets up at its first start
 * @param setUp what applies the variables of the image
 * @param guard whether its server, as the image starts it, turns away clients from other containers
 *     as long as it has no password
 * @param probeUser the user as which a healthcheck runs in it, unless the project says another;
 *     empty if that is not known
 * @param builtInHealthcheck whether the image brings a healthcheck
 * @param healthcheck the healthcheck it should be given
 * @param firstRun what answers while it sets itself up for the first time
 * @param earlyProbes programs that succeed on every start before it accepts clients
 * @param slow whether it takes time to accept clients after its process has started
 * @param retries whether it goes on when its first connection to a server is refused
 * @param dials where it connects when it is told nothing else
 * @param completeDials whether {@code dials} holds all variables by which it is told whom to dial
 * @param tools programs in the image
 */
public record ImageFacts(
    String family,
    ImageKind kind,
    Lifetime lifetime,
    boolean checked,
    String server,
    List<String> program,
    CommandUse command,
    List<Listening> ports,
    boolean closed,
    BindFrom bindFrom,
    String remedy,
    List<ListenVariable> variables,
    List<ConfigFile> configFiles,
    List<String> configNames,
    Credentials credentials,
    List<List<Condition>> required,
    List<List<Integer>> requiredSince,
    List<String> data,
    SetUp setUp,
    Answer guard,
    String probeUser,
    Answer builtInHealthcheck,
    Healthcheck healthcheck,
    FirstRun firstRun,
    List<EarlyProbe> earlyProbes,
    Answer slow,
    Answer retries,
    List<DialDefault> dials,
    boolean completeDials,
    Map<String, Tools> tools) {
  public ImageFacts {
    program = List.copyOf(program);
    ports = List.copyOf(ports);
    variables = List.copyOf(variables);
    configFiles = List.copyOf(configFiles);
    configNames = List.copyOf(configNames);
    required = List.copyOf(required);
    earlyProbes = List.copyOf(earlyProbes);
    requiredSince = List.copyOf(requiredSince);
    data = List.copyOf(data);
    dials = List.copyOf(dials);
    tools = Collections.unmodifiableMap(new LinkedHashMap<>(tools));
  }

  /** How long a container of the image lives. */
  public enum Lifetime {
    SERVER,
    JOB,
    TOOL
  }

  /** What the entrypoint makes of {@code command}. */
  public enum CommandUse {
    /** It is started in place of the image's own command. */
    REPLACES,
    /** It is a list of arguments for the image's program. */
    ARGUMENTS,
    /** Arguments for the image's program if it begins with a dash, otherwise it replaces. */
    DASH_ARGUMENTS
  }

  /** What tells the server in the image its addresses. */
  public enum BindFrom {
    /** Its configuration or its environment: a {@code command} changes nothing. */
    IMAGE,
    /** Its entrypoint's script, so that another {@code entrypoint} brings the server's default. */
    ENTRYPOINT,
    /** The image's own command, so that another {@code command} brings the server's default. */
    COMMAND
  }

  /** What applies the variables of an image. */
  public enum SetUp {
    /** Not known. */
    UNKNOWN,
    /** Its entrypoint, whatever the command. */
    ENTRYPOINT,
    /** Its entrypoint, for a command that begins with its program or with an argument for it. */
    PROGRAM,
    /** Its entrypoint, for the command that the image itself has. */
    COMMAND
  }

  /**
   * A configuration file.
   *
   * @param path where it lies in the container; the last name may hold {@code *}
   * @param format the grammar, such as {@code postgresql.conf}
   * @param argument what stands before its path on the command line; empty if it is read by itself
   * @param variable the variable whose value its entrypoint writes to the file; empty if none is
   * @param amends whether its settings change the sockets that the image opens otherwise, rather
   *     than taking their place or adding to them
   */
  public record ConfigFile(
      String path, String format, String argument, String variable, boolean amends) {
    /** Whether an absolute path is that of the file, or fits what its path says of names. */
    public boolean isAt(String target) {
      return fits(path, target);
    }

    /** Whether a file of that name, without folder, could stand there. */
    public boolean isNamed(String name) {
      return fits(path.substring(path.lastIndexOf('/') + 1), name);
    }
  }

  /** Whether a path is {@code pattern}, whose {@code *} stands for any part of one name. */
  static boolean fits(String pattern, String path) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(path);
    }
    int end = path.length() - (pattern.length() - star - 1);
    return end >= star
        && path.startsWith(pattern.substring(0, star))
        && path.endsWith(pattern.substring(star + 1))
        && path.substring(star, end).indexOf('/') < 0;
  }

  /** Whether a file at an absolute path is meant as configuration of the server, by its name. */
  public boolean isMeantAsConfiguration(String target) {
    String name = target.substring(target.lastIndexOf('/') + 1);
    return configNames.stream()
        .anyMatch(pattern -> fits(pattern, pattern.indexOf('/') < 0 ? name : target));
  }

  /**
   * The user, password and database a server is created with, and the administrator's.
   *
   * @param fileSuffix what the name of a variable that holds a path to the value ends with; empty
   *     if there is no such variable
   */
  public record Credentials(
      Credential user,
      Credential password,
      Credential database,
      Credential adminUser,
      Credential adminPassword,
      String fileSuffix) {}

  /**
   * One of the credentials.
   *
   * @param variables the variables that set it, the winning one first
   * @param fallback its value when none is set; empty if there is none
   * @param fallbackFrom the credential whose value it takes then, such as {@code user}; may be
   *     empty
   */
  public record Credential(List<String> variables, String fallback, String fallbackFrom) {
    public Credential {
      variables = List.copyOf(variables);
    }
  }

  /**
   * A healthcheck worth recommending.
   *
   * @param test the words of Compose's {@code test}, with {@code $$} for a dollar; empty for none
   * @param interval a Compose duration; as the following ones
   * @param timeout the longest time one probe may take
   * @param startPeriod the time in which failures do not count
   * @param retries how many failures in a row make it unhealthy
   */
  public record Healthcheck(
      List<String> test, String interval, String timeout, String startPeriod, int retries) {
    public Healthcheck {
      test = List.copyOf(test);
    }
  }

  /**
   * The set-up of an empty data directory.
   *
   * @param answers what answers meanwhile
   * @param onlyWith the variables of which one must be set for it to happen; empty for always
   * @param onlyWithFiles the folder whose files make it happen as well; empty for none
   * @param probes the programs that are used as probes and can be answered by it
   */
  public record FirstRun(
      Answers answers, List<String> onlyWith, String onlyWithFiles, List<Probe> probes) {
    public FirstRun {
      onlyWith = List.copyOf(onlyWith);
      probes = List.copyOf(probes);
    }

    /** What answers during a first run. */
    public enum Answers {
      /** There is no such phase that a client could notice. */
      NO_PHASE,
      /** A temporary server on its Unix socket only. */
      SOCKET,
      /** A temporary server on loopback only. */
      LOOPBACK,
      /** A temporary server on another port. */
      OTHER_PORT,
      /** Nothing. */
      NOTHING,
      /** Not known. */
      UNKNOWN
    }
  }

  /**
   * A program used as a probe.
   *
   * @param program its name
   * @param networkOptions the options that make it use the network; without one it takes the socket
   * @param localhostIsSocket whether the host {@code localhost} means the socket to it
   */
  public record Probe(String program, List<String> networkOptions, boolean localhostIsSocket) {
    public Probe {
      networkOptions = List.copyOf(networkOptions);
    }
  }

  /**
   * A program that succeeds as soon as the server's process runs.
   *
   * @param program its name
   * @param arguments the arguments of which one makes it do so
   */
  public record EarlyProbe(String program, List<String> arguments) {
    public EarlyProbe {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A connection the image makes. A configuration file mounted over the image's own, or arguments,
   * may say otherwise: then the default does not count.
   *
   * @param variables the variables that name the host, an address or a URL, the winning one first
   * @param portVariables the variables that give the port by itself
   * @param form what the value of {@code variables} is
   * @param host the host it dials when none is set; empty if it dials nothing then
   * @param port the port it dials then; 0 if not known
   * @param scheme the scheme of what it dials; empty if not known
   * @param when the conditions of which one must hold for this dial; empty for always
   * @param unless the conditions of which none may hold for the default to be dialled
   */
  public record DialDefault(
      List<String> variables,
      List<String> portVariables,
      Form form,
      String host,
      int port,
      String scheme,
      List<Condition> when,
      List<Condition> unless) {
    public DialDefault {
      variables = List.copyOf(variables);
      portVariables = List.copyOf(portVariables);
      when = List.copyOf(when);
      unless = List.copyOf(unless);
    }

    /** The form of a variable's value. */
    public enum Form {
      HOST,
      ADDRESS,
      URL,
      /** Several hosts or addresses with commas. */
      LIST,
      /** Nothing that has a host: a socket path, a key. */
      OTHER
    }
  }

  /**
   * Programs that are in the image, and programs that people look for there in vain.
   *
   * @param busybox those of the programs that are BusyBox's
   */
  public record Tools(List<String> has, List<String> lacks, List<String> busybox) {
    public Tools {
      has = List.copyOf(has);
      lacks = List.copyOf(lacks);
      busybox = List.copyOf(busybox);
    }

    /** Whether {@code program} is in the image. */
    public Answer has(String program) {
      if (has.contains(program) || busybox.contains(program)) {
        return Answer.YES;
      }
      return lacks.contains(program) || lacks.contains("*") ? Answer.NO : Answer.UNKNOWN;
    }
  }

  /** The listeners, with what the environment decides. */
  public List<Listening> listeners(Variables environment) {
    return ListenVariable.apply(variables, environment, ports);
  }

  /** The address of the listener of the image that corresponds to one of its server. */
  Bind bindOf(Listening ofServer) {
    for (Listening port : ports) {
      if (bindFrom != BindFrom.COMMAND
          && (port.name().equals(ofServer.name()) || port.port().equals(ofServer.port()))) {
        return port.bind();
      }
    }
    return ofServer.bind();
  }

  /** Whether the image that is named is of a release that wants what is required. */
  public boolean wantsRequired(ImageReference image) {
    List<Integer> version = ImageTag.of(image).version();
    boolean later = requiredSince.isEmpty() || version.isEmpty();
    for (List<Integer> since : requiredSince) {
      int line = since.size() - 1;
      int known = Math.min(line, version.size());
      if (version.subList(0, known).equals(since.subList(0, known))) {
        // A tag that names a line only is its newest release.
        return version.size() <= line || version.get(line) >= since.get(line);
      }
      later |= version.get(0) > since.get(0);
    }
    return later;
  }

  /** Whether a program is in this variant of the image: {@code alpine}, {@code slim}, default. */
  public Answer has(String toolName, String variant) {
    Tools found = tools.get(variant);
    return found == null ? Answer.UNKNOWN : found.has(toolName);
  }

  /** Whether a program of this variant is known to be BusyBox's. */
  public boolean isBusybox(String toolName, String variant) {
    Tools found = tools.get(variant);
    return found != null && found.busybox().contains(toolName);
  }

  /** Reads an entry of {@code images/*.yaml} whose releases are already chosen. */
  public static ImageFacts of(Entry entry) {
    String family = entry.text("image");
    String server = entry.text("server", "");
    ImageFacts facts =
        new ImageFacts(
            family,
            entry.choice("kind", ImageKind.values(), ImageKind.TOOL),
            entry.choice("lifetime", Lifetime.values(), Lifetime.SERVER),
            entry.flag("checked", false),
            server,
            entry.texts("program"),
            entry.choice("command", CommandUse.values(), CommandUse.REPLACES),
            entry.each("ports", Listening::of),
            entry.flag("closed", false),
            entry.choice("bind-from", BindFrom.values(), BindFrom.IMAGE),
            entry.text("bind-all", ""),
            entry.each("variables", ListenVariable::of),
            entry.each("config", ImageFacts::configFile),
            entry.texts("config-names"),
            credentials(entry.entry("credentials")),
            entry.each("required", ImageFacts::anyOf),
            entry.texts("required-since").stream().map(ImageTag::version).toList(),
            entry.texts("data"),
            entry.choice("set-up", SetUp.values(), SetUp.UNKNOWN),
            entry.choice("guard", Answer.values(), Answer.UNKNOWN),
            entry.text("probe-user", ""),
            entry.choice("built-in-healthcheck", Answer.values(), Answer.UNKNOWN),
            healthcheck(entry.entry("healthcheck")),
            firstRun(entry.entry("first-run")),
            entry.each("early-probes", ImageFacts::earlyProbe),
            entry.choice("slow", Answer.values(), Answer.UNKNOWN),
            entry.choice("retries", Answer.values(), Answer.UNKNOWN),
            entry.each("dials", ImageFacts::dial),
            entry.flag("complete-dials", false),
            tools(entry.entry("tools")));
    List<String> names = facts.ports().stream().map(Listening::name).toList();
    for (ListenVariable variable : facts.variables()) {
      for (String of : variable.of()) {
        if (!names.contains(of)) {
          entry.complain("variables", "names the port `" + of + "`, which is not there");
        }
      }
    }
    entry.done();
    return facts;
  }

  private static ConfigFile configFile(Entry entry) {
    ConfigFile file =
        new ConfigFile(
            entry.text("path"),
            entry.text("format"),
            entry.text("argument", ""),
            entry.text("variable", ""),
            entry.flag("amends", false));
    entry.done();
    return file;
  }

  private static Credentials credentials(Entry entry) {
    Credentials credentials =
        new Credentials(
            credential(entry.entry("user")),
            credential(entry.entry("password")),
            credential(entry.entry("database")),
            credential(entry.entry("admin-user")),
            credential(entry.entry("admin-password")),
            entry.text("file-suffix", ""));
    entry.done();
    return credentials;
  }

  private static Credential credential(Entry entry) {
    Credential credential =
        new Credential(
            entry.texts("variables"), entry.text("default", ""), entry.text("default-from", ""));
    entry.done();
    return credential;
  }

  private static List<Condition> anyOf(Entry entry) {
    List<Condition> conditions = entry.texts("any-of").stream().map(Condition::of).toList();
    if (conditions.isEmpty()) {
      entry.complain("`any-of` is missing");
    }
    entry.done();
    return conditions;
  }

  private static Healthcheck healthcheck(Entry entry) {
    String shell = entry.text("shell", "");
    List<String> test = new ArrayList<>();
    if (shell.isEmpty()) {
      List<String> exec = entry.texts("exec");
      if (!exec.isEmpty()) {
        test.add("CMD");
        test.addAll(exec);
      }
    } else {
      test.add("CMD-SHELL");
      test.add(shell);
    }
    int retries = ListenPort.number(entry.text("retries", "5"));
    if (retries < 1) {
      entry.complain("retries", "must be a number above 0");
    }
    Healthcheck healthcheck =
        new Healthcheck(
            test,
            entry.text("interval", "5s"),
            entry.text("timeout", "5s"),
            entry.text("start-period", ""),
            retries);
    entry.done();
    return healthcheck;
  }

  private static FirstRun firstRun(Entry entry) {
    FirstRun firstRun =
        new FirstRun(
            entry.choice("answers", FirstRun.Answers.values(), FirstRun.Answers.UNKNOWN),
            entry.texts("only-with"),
            entry.text("only-with-files", ""),
            entry.each("probes", ImageFacts::probe));
    entry.done();
    return firstRun;
  }

  private static EarlyProbe earlyProbe(Entry entry) {
    EarlyProbe probe = new EarlyProbe(entry.text("program"), entry.texts("arguments"));
    entry.done();
    return probe;
  }

  private static Probe probe(Entry entry) {
    Probe probe =
        new Probe(
            entry.text("program"),
            entry.texts("network-options"),
            entry.flag("localhost-is-socket", false));
    entry.done();
    return probe;
  }

  private static DialDefault dial(Entry entry) {
    String port = entry.text("port", "0");
    DialDefault dial =
        new DialDefault(
            entry.texts("variables"),
            entry.texts("port-variables"),
            entry.choice("form", DialDefault.Form.values(), DialDefault.Form.HOST),
            entry.text("host", ""),
            ListenPort.number(port),
            entry.text("scheme", ""),
            entry.texts("when").stream().map(Condition::of).toList(),
            entry.texts("unless").stream().map(Condition::of).toList());
    if (dial.port() < 0) {
      entry.complain("port", "must be 1 to 65535, not `" + port + "`");
    }
    entry.done();
    return dial;
  }

  private static Map<String, Tools> tools(Entry entry) {
    Map<String, Tools> tools = new LinkedHashMap<>();
    for (String variant : entry.keys()) {
      Entry each = entry.entry(variant);
      tools.put(variant, new Tools(each.texts("has"), each.texts("lacks"), each.texts("busybox")));
      each.done();
    }
    return tools;
  }

  /**
   * What holds for each of several releases, when it is not known which one is meant: all their
   * ports, none of them closed off by the others.
   */
  static ImageFacts common(List<ImageFacts> releases) {
    ImageFacts first = releases.get(0);
    Map<ListenPort, Listening> ports = new LinkedHashMap<>();
    boolean same = true;
    for (ImageFacts release : releases) {
      same &= release.ports().equals(first.ports());
      for (Listening port : release.ports()) {
        ports.merge(port.port(), port, ImageFacts::either);
      }
    }
    ImageFacts f = first;
    return new ImageFacts(
        f.family,
        f.kind,
        f.lifetime,
        f.checked,
        f.server,
        f.program,
        f.command,
        List.copyOf(ports.values()),
        f.closed && same,
        f.bindFrom,
        f.remedy,
        f.variables,
        f.configFiles.stream().filter(file -> isReadAlike(file, releases)).toList(),
        releases.stream().allMatch(r -> r.configFiles.equals(f.configFiles))
            ? f.configNames
            : List.of(),
        f.credentials,
        agreed(releases, first).map(ImageFacts::required).orElse(List.of()),
        f.requiredSince,
        f.data,
        f.setUp,
        f.guard,
        f.probeUser,
        f.builtInHealthcheck,
        f.healthcheck,
        f.firstRun,
        f.earlyProbes,
        f.slow,
        f.retries,
        f.dials,
        f.completeDials,
        agreedTools(releases, first) ? f.tools : Map.of());
  }

  /** Whether no release reads the file by other rules. */
  private static boolean isReadAlike(ConfigFile file, List<ImageFacts> releases) {
    return releases.stream()
        .flatMap(release -> release.configFiles().stream())
        .filter(other -> other.path().equals(file.path()))
        .allMatch(other -> other.format().equals(file.format()));
  }

  private static Listening either(Listening left, Listening right) {
    Listening both = left.switched(left.on() && right.on());
    return left.bind().equals(right.bind())
        ? both
        : both.withBind(new Bind.Default(Bind.Scope.UNKNOWN));
  }

  private static Optional<ImageFacts> agreed(List<ImageFacts> releases, ImageFacts first) {
    return releases.stream().allMatch(r -> r.required.equals(first.required))
        ? Optional.of(first)
        : Optional.empty();
  }

  private static boolean agreedTools(List<ImageFacts> releases, ImageFacts first) {
    return releases.stream().allMatch(r -> r.tools.equals(first.tools));
  }
}
