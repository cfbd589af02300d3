package dev.dialtone.format.compose;

import dev.dialtone.format.Nearest;
import dev.dialtone.format.compose.Tree.Absent;
import dev.dialtone.format.compose.Tree.Kind;
import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.format.compose.Tree.Member;
import dev.dialtone.format.compose.Tree.Series;
import dev.dialtone.format.compose.Tree.Table;
import dev.dialtone.model.Composition.Misfit;
import dev.dialtone.model.GoDuration;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The keys of a Compose file and the types of their values, those of newer versions included.
 *
 * @see <a
 *     href="https://github.com/compose-spec/compose-go/blob/main/schema/compose-spec.json">Compose's
 *     own schema</a>
 */
final class ComposeSchema {
  /**
   * One object a line: its name, then its keys with their types. A type is one of {@code string},
   * {@code number}, {@code integer}, {@code boolean}, {@code null}, {@code any}, the name of an
   * object behind {@code @}, a list in brackets, a mapping of free keys in braces, or several of
   * these with {@code |} between them. {@code bool} and {@code int} may be strings that hold one;
   * {@code text} is a list of {@code NAME=value} or a mapping.
   */
  private static final String OBJECTS =
      """
      file version=string name=string include=any services={@service} models={@model} \
      networks={@network|null} volumes={@volume|null} secrets={@secret} configs={@config}
      service annotations=text attach=bool blkio_config=any build=@build cap_add=[string] \
      cap_drop=[string] cgroup=string cgroup_parent=string command=null|string|[string] \
      configs=[string|@file_mount] container_name=string cpu_count=int cpu_percent=int \
      cpu_period=number|string cpu_quota=number|string cpu_rt_period=number|string \
      cpu_rt_runtime=number|string cpu_shares=number|string cpus=number|string cpuset=string \
      credential_spec=any depends_on={@dependency} deploy=@deploy|null develop=@develop|null \
      device_cgroup_rules=[string] devices=any dns=[string] dns_opt=[string] dns_search=[string] \
      domainname=string entrypoint=null|string|[string] env_file=[string|@env_file] \
      environment=text expose=[string|number] extends=any external_links=[string] \
      extra_hosts={string|[string]}|[any] gpus=any group_add=[string|number] \
      healthcheck=@healthcheck hostname=string image=string init=bool ipc=string \
      isolation=string label_file=[string] labels=text links=[string] logging=@logging \
      mac_address=string mem_limit=number|string mem_reservation=integer|string \
      mem_swappiness=integer|string memswap_limit=number|string models={@service_model|null} \
      network_mode=string networks={@attachment|null} oom_kill_disable=bool oom_score_adj=int \
      pid=string|null pids_limit=number|string platform=string ports=[number|string|@port] \
      post_start=[@hook] pre_start=[@hook] pre_stop=[@hook] privileged=bool profiles=[string] \
      provider=@provider pull_policy=string pull_refresh_after=string read_only=bool \
      restart=string runtime=string scale=int secrets=[string|@file_mount] \
      security_opt=[string] shm_size=number|string stdin_open=bool stop_grace_period=duration \
      stop_signal=string storage_opt=any sysctls=text tmpfs=[string] tty=bool ulimits={int|@ulimit} \
      use_api_socket=boolean user=string userns_mode=string uts=string \
      volumes=[string|@volume_mount] volumes_from=[string] working_dir=string
      build additional_contexts=text args=text cache_from=[string] cache_to=[string] \
      context=string dockerfile=string dockerfile_inline=string entitlements=[string] \
      extra_hosts={string|[string]}|[any] isolation=string labels=text network=string \
      no_cache=bool no_cache_filter=string|[string] platforms=[string] privileged=bool \
      provenance=string|boolean pull=bool sbom=string|boolean secrets=[string|@file_mount] \
      shm_size=integer|string ssh=text tags=[string] target=string ulimits={int|@ulimit}
      develop watch=[@watch]
      watch action=string exec=@hook ignore=string|[string] include=string|[string] \
      initial_sync=bool path=string target=string
      ulimit hard=int soft=int
      dependency condition=string required=boolean restart=bool
      deploy endpoint_mode=string labels=text mode=string placement=any replicas=int \
      resources=@resources restart_policy=@restart_policy rollback_config=any update_config=any
      resources limits=@limits reservations=any
      limits cpus=number|string memory=string pids=integer|string
      restart_policy condition=string delay=string max_attempts=int window=string
      env_file format=string path=string required=bool
      healthcheck disable=bool interval=duration retries=number|int start_interval=duration \
      start_period=duration test=string|[string] timeout=duration
      hook command=null|string|[string] environment=any image=string per_replica=bool \
      privileged=bool user=string working_dir=string
      logging driver=string options={string|number|null}
      attachment aliases=[string] driver_opts={string|number} gw_priority=number \
      interface_name=string ipv4_address=string ipv6_address=string link_local_ips=[string] \
      mac_address=string priority=number
      service_model endpoint_var=string model_var=string
      port app_protocol=string host_ip=string mode=string name=string protocol=string \
      published=string|integer target=integer|string
      provider options=any type=string
      file_mount gid=string mode=number|string source=string target=string uid=string
      volume_mount bind=@bind consistency=string image=any read_only=bool source=string \
      target=string tmpfs=any type=string volume=any
      bind create_host_path=bool propagation=string recursive=string selinux=string
      network attachable=bool driver=string driver_opts={string|number} enable_ipv4=bool \
      enable_ipv6=bool external=bool|@external internal=bool ipam=@ipam labels=text name=string
      ipam config=[@pool] driver=string options={string}
      pool aux_addresses={string} gateway=string ip_range=string subnet=string
      external name=string
      volume driver=string driver_opts={string|number} external=bool|@external labels=text name=string
      secret driver=string driver_opts={string|number} environment=string external=any \
      file=string labels=text name=string template_driver=string
      config content=string environment=string external=any file=string labels=text \
      name=string template_driver=string
      model context_size=integer model=string name=string runtime_flags=[string]
      """;

  private static final Map<String, Map<String, Type>> KEYS = parse(OBJECTS);

  /** The objects whose keys are most often written at another level, likeliest first. */
  private static final List<String> OWNERS =
      List.of("service", "healthcheck", "build", "deploy", "attachment", "file");

  /** Mappings that may be written as lists, which have been brought into one form before. */
  private static final List<String> MERGEABLE =
      List.of("text", "{@dependency}", "{@attachment|null}", "{@service_model|null}");

  /** Lists of a service that must not hold anything twice; others may, or are made to differ. */
  private static final Set<String> DISTINCT =
      Set.of("device_cgroup_rules", "external_links", "group_add", "security_opt", "volumes_from");

  /** What other tools call a key of a service. */
  private static final Map<String, String> FOREIGN =
      Map.of("env", "environment", "cmd", "command", "workdir", "working_dir");

  private final Consumer<Misfit> misfits;

  private ComposeSchema(Consumer<Misfit> misfits) {
    this.misfits = misfits;
  }

  /** Reports what does not fit in the merged tree of a project. */
  static void check(Table model, Consumer<Misfit> misfits) {
    new ComposeSchema(misfits).object(model, "file", Path.ROOT);
  }

  /**
   * A type.
   *
   * @param words the names of scalars that it takes
   * @param object the name of the object that it takes; empty for none
   * @param items the types of the items of a list that it takes; empty for no list
   * @param values the types of the values of a mapping that it takes; empty for none
   */
  private record Type(
      List<String> words, String object, List<Type> items, List<Type> values, String shown) {
    boolean has(String word) {
      return words.contains(word);
    }
  }

  private static Map<String, Map<String, Type>> parse(String objects) {
    Map<String, Map<String, Type>> parsed = new LinkedHashMap<>();
    for (String line : objects.split("\n", -1)) {
      Map<String, Type> keys = new LinkedHashMap<>();
      String[] words = line.split(" ", -1);
      for (int i = 1; i < words.length; i++) {
        int equals = words[i].indexOf('=');
        keys.put(words[i].substring(0, equals), type(words[i].substring(equals + 1)));
      }
      parsed.put(words[0], Collections.unmodifiableMap(keys));
    }
    return Collections.unmodifiableMap(parsed);
  }

  private static Type type(String written) {
    List<String> words = new ArrayList<>();
    List<Type> items = new ArrayList<>();
    List<Type> values = new ArrayList<>();
    String object = "";
    for (String part : alternatives(written)) {
      String inner = part.substring(1);
      switch (part.charAt(0)) {
        case '@' -> object = inner;
        case '[' -> items.add(type(inner.substring(0, inner.length() - 1)));
        case '{' -> values.add(type(inner.substring(0, inner.length() - 1)));
        default -> {
          if (part.equals("text")) {
            values.add(type("string|number|boolean|null"));
          } else {
            words.add(part);
          }
        }
      }
    }
    return new Type(List.copyOf(words), object, List.copyOf(items), List.copyOf(values), written);
  }

  private static List<String> alternatives(String written) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < written.length(); i++) {
      switch (written.charAt(i)) {
        case '[', '{' -> depth++;
        case ']', '}' -> depth--;
        case '|' -> {
          if (depth == 0) {
            parts.add(written.substring(from, i));
            from = i + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(written.substring(from));
    return parts;
  }

  private void object(Table table, String object, Path path) {
    Map<String, Type> keys = keys(object);
    table
        .members()
        .forEach(
            (name, member) -> {
              Type type = keys.get(name);
              if (type != null) {
                distinct(name, member.value());
                value(member.value(), type, member.key(), path.child(name));
              } else if (!name.startsWith("x-") && !name.equals("<<")) {
                unknown(member, object, path);
              }
            });
    boolean complete =
        table.has("condition") || !keys.keySet().containsAll(table.members().keySet());
    if (object.equals("dependency") && !complete) {
      misfits.accept(
          new Misfit(
              Misfit.Kind.FORM,
              table.head(),
              "a service to depend on needs a `condition`",
              List.of("condition: service_started"),
              path + " missing property 'condition'"));
    }
  }

  private void unknown(Member member, String object, Path path) {
    Text key = member.key();
    String message = "`" + key + "` is no key of " + shown(object);
    List<String> nearest =
        object.equals("service") && FOREIGN.containsKey(key.chars())
            ? List.of(FOREIGN.getOrDefault(key.chars(), ""))
            : Nearest.to(key.chars(), keys(object).keySet());
    for (String owner : OWNERS) {
      if (nearest.isEmpty() && keys(owner).containsKey(key.chars())) {
        message = "`" + key + "` is a key of " + shown(owner) + ", not of " + shown(object);
        break;
      }
    }
    String refusal = path + (path.depth() == 0 ? "" : " ") + "additional properties '" + key;
    misfits.accept(new Misfit(Misfit.Kind.KEY, key, message, nearest, refusal + "' not allowed"));
  }

  private static Map<String, Type> keys(String object) {
    return KEYS.getOrDefault(object, Map.of());
  }

  private static String shown(String object) {
    return switch (object) {
      case "file" -> "a Compose file";
      case "dependency" -> "an entry of `depends_on`";
      case "attachment" -> "a service's network";
      case "file_mount" -> "a config or secret of a service";
      case "volume_mount" -> "a service's volume";
      case "build",
          "deploy",
          "healthcheck",
          "limits",
          "logging",
          "provider",
          "resources",
          "restart_policy" ->
          "`" + object + "`";
      default -> "a " + object.replace('_', ' ');
    };
  }

  private void value(Tree tree, Type type, Text key, Path path) {
    if (tree instanceof Absent || type.has("any")) {
      return;
    }
    if (tree instanceof Leaf leaf) {
      scalar(leaf, type, key);
    } else if (tree instanceof Series series) {
      if (type.items().isEmpty()) {
        wrong(series.at(), key, type, List.of());
      }
      for (Type item : type.items()) {
        int index = 0;
        for (Tree one : series.items()) {
          value(one, item, key, path.child(Integer.toString(index++)));
        }
      }
    } else if (tree instanceof Table table) {
      mapping(table, type, key, path);
    }
  }

  private void mapping(Table table, Type type, Text key, Path path) {
    if (!type.object().isEmpty()) {
      object(table, type.object(), path);
    } else if (type.values().isEmpty()) {
      wrong(table.at(), key, type, List.of());
    }
    for (Type value : type.values()) {
      table
          .members()
          .forEach(
              (name, member) -> {
                boolean named = path.depth() == 1;
                if (named && !isName(name) && member.key().isKnown()) {
                  misfits.accept(
                      new Misfit(
                          Misfit.Kind.KEY,
                          member.key(),
                          "`" + name + "` is no name: letters, digits, `.`, `_` and `-` make one",
                          List.of(),
                          ""));
                }
                value(member.value(), value, member.key(), path.child(name));
              });
    }
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private void scalar(Leaf leaf, Type type, Text key) {
    if (!leaf.text().isKnown()) {
      return;
    }
    boolean fits =
        switch (leaf.kind()) {
          case NULL, INHERITED -> type.has("null");
          case BOOLEAN -> type.has("boolean") || type.has("bool");
          case INTEGER -> type.has("number") || takesIntegers(type);
          case FLOAT -> type.has("number") || (takesIntegers(type) && isWhole(leaf.text().chars()));
          case DATE -> false;
          case STRING -> string(leaf, type);
        };
    if (leaf.kind() == Kind.DATE) {
      String written = leaf.text().span().text();
      misfits.accept(
          new Misfit(
              Misfit.Kind.FORM,
              leaf.text(),
              "`" + written + "` is a date for YAML, not a string",
              List.of("\"" + written + "\""),
              ""));
    } else if (!fits) {
      wrong(leaf.text(), key, type, meant(leaf, type));
    }
  }

  /** Reports what stands twice in a list whose items Compose wants to differ. */
  private void distinct(String key, Tree tree) {
    if (!DISTINCT.contains(key) || !(tree instanceof Series series)) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (Tree item : series.items()) {
      if (item instanceof Leaf leaf && leaf.text().isKnown() && !seen.add(leaf.text().chars())) {
        misfits.accept(Canonical.twice(leaf.text()));
      }
    }
  }

  private boolean string(Leaf leaf, Type type) {
    String chars = leaf.text().chars();
    if (type.has("string")) {
      return true;
    }
    if (type.has("duration")) {
      if (!GoDuration.isDuration(chars)) {
        misfits.accept(
            new Misfit(
                Misfit.Kind.DURATION,
                leaf.text(),
                "`" + leaf.text() + "` is no duration such as `30s` or `1m30s`",
                GoDuration.nanos(chars + "s") < 0 ? List.of() : List.of(chars + "s"),
                ""));
      }
      return true;
    }
    if (type.has("bool")) {
      return !ServiceReader.truth(leaf.text()).known().isEmpty();
    }
    return type.has("int") && Scalars.kind(chars) == Kind.INTEGER;
  }

  private static boolean takesIntegers(Type type) {
    return type.has("integer") || type.has("int");
  }

  /** Whether a number that is written as a fraction or with an exponent has no fraction. */
  private static boolean isWhole(String number) {
    try {
      double value = Double.parseDouble(number);
      return value == Math.rint(value);
    } catch (NumberFormatException e) {
      // Infinity and what is no number, in YAML's words.
      return false;
    }
  }

  /** A plain number or truth value as the string or duration that it has to be. */
  private static List<String> meant(Leaf leaf, Type type) {
    String written = leaf.text().span().text();
    if (leaf.kind() == Kind.INTEGER && type.has("duration")) {
      return List.of(written + "s");
    }
    return !leaf.isNull() && type.has("string") ? List.of("\"" + written + "\"") : List.of();
  }

  private void wrong(Text at, Text key, Type type, List<String> meant) {
    Text place = at.isEmpty() || at.chars().indexOf('\n') >= 0 ? key : at;
    misfits.accept(
        new Misfit(Misfit.Kind.FORM, place, "`" + key + "` must be " + words(type), meant, ""));
  }

  private static String words(Type type) {
    List<String> words = new ArrayList<>();
    for (String word : type.words()) {
      if (word.equals("int") && type.has("number")) {
        continue;
      }
      words.add(
          switch (word) {
            case "string" -> "a string";
            case "int" -> "a whole number";
            case "duration" -> "a duration in quotes or with its unit";
            case "bool", "boolean" -> "true or false";
            case "null" -> "nothing";
            default -> "a number";
          });
    }
    if (!type.items().isEmpty() || MERGEABLE.contains(type.shown())) {
      words.add("a list");
    }
    if (!type.object().isEmpty() || !type.values().isEmpty()) {
      words.add("a mapping");
    }
    int last = words.size() - 1;
    return last < 1
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
