package dev.dialtone.link;

import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageFacts.Credential;
import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.catalogue.Listening;
import dev.dialtone.model.Access;
import dev.dialtone.model.Access.Account;
import dev.dialtone.model.Access.Demand;
import dev.dialtone.model.Admission;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Mount;
import dev.dialtone.model.Service;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds whom the servers of known images let in, as their set-up makes it of the environment. */
final class AccessFinder {
  private final Service service;
  private final ImageFacts facts;
  private final Confidence confidence;
  private final Text image;
  private final Environment environment;
  private final Startup startup;
  private final InitScripts scripts;
  private final List<Mounted> visible;
  private final List<Admission> admission;

  AccessFinder(
      Service service,
      ImageKnowledge.Known knowledge,
      Text image,
      Environment environment,
      Startup startup,
      InitScripts scripts,
      List<Mounted> visible,
      List<Admission> admission) {
    this.service = service;
    this.facts = knowledge.facts();
    this.confidence = knowledge.confidence();
    this.image = image;
    this.environment = environment;
    this.startup = startup;
    this.scripts = scripts;
    this.visible = visible;
    this.admission = admission;
  }

  /** What is known: one entry, or none for a server whose set-up is not known or not run. */
  List<Access> find() {
    String scheme =
        facts.ports().stream()
            .map(Listening::scheme)
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse("");
    boolean own = startup.launch().isEmpty() || runsServer();
    if (startup.bare() || !own) {
      return scheme.equals("redis") && own ? List.of(redis()) : List.of();
    }
    return switch (scheme) {
      case "postgresql" -> List.of(postgres());
      case "mysql" -> List.of(mysql());
      case "mongodb" -> List.of(mongo());
      case "redis" -> List.of(redis());
      case "amqp" -> List.of(rabbit());
      default -> others();
    };
  }

  private boolean runsServer() {
    List<String> known = facts.program();
    return startup.launch().stream()
        .flatMap(launch -> launch.programs().stream())
        .anyMatch(
            program ->
                known.contains(program.baseName())
                    || program.baseName().equals(facts.server())
                    || program.name().chars().startsWith("-"));
  }

  private Access postgres() {
    Text method = value(List.of("POSTGRES_HOST_AUTH_METHOD"));
    boolean ownRules =
        visible.stream().anyMatch(file -> file.target().endsWith("pg_hba.conf"))
            || words().stream().anyMatch(word -> word.chars().contains("hba_file"))
            || !value(List.of("POSTGRES_INITDB_ARGS")).isEmpty();
    Demand demand =
        ownRules
            ? Demand.UNKNOWN
            : method.is("trust")
                ? Demand.NOTHING
                : method.isEmpty() || method.isKnown() ? Demand.PASSWORD : Demand.UNKNOWN;
    List<Text> databases = new ArrayList<>();
    databases.add(credential(facts.credentials().database()));
    databases.add(fixed("postgres"));
    databases.add(fixed("template1"));
    List<Account> accounts = new ArrayList<>();
    accounts.add(account(facts.credentials().user(), facts.credentials().password(), true, ""));
    Credential adminPassword = facts.credentials().adminPassword();
    Text admin = adminPassword.variables().isEmpty() ? fixed("") : credential(adminPassword);
    if (!admin.isEmpty()) {
      // Bitnami's image keeps the superuser apart from the one it is told of.
      accounts.add(new Account(fixed("postgres"), admin, true, ""));
    }
    return access(demand, accounts, databases, facts.checked());
  }

  private Access mysql() {
    List<Account> accounts = new ArrayList<>();
    Text user = credential(facts.credentials().user());
    Text password = credential(facts.credentials().password());
    if (!user.isEmpty() && !password.isEmpty()) {
      accounts.add(new Account(user, password, false, ""));
    }
    Text root = credential(facts.credentials().adminPassword());
    boolean random =
        !value(List.of("MYSQL_RANDOM_ROOT_PASSWORD", "MARIADB_RANDOM_ROOT_PASSWORD")).isEmpty()
            || !value(List.of("MARIADB_ROOT_PASSWORD_HASH", "MARIADB_PASSWORD_HASH")).isEmpty();
    Text rootPassword =
        random ? Text.unknown(root.site(), "it is chosen at the first start") : root;
    accounts.add(new Account(credential(facts.credentials().adminUser()), rootPassword, true, ""));
    boolean open =
        words().stream().anyMatch(word -> word.chars().contains("skip-grant-tables"))
            || visible.stream().anyMatch(file -> file.target().endsWith(".cnf"));
    List<Text> databases = new ArrayList<>();
    databases.add(credential(facts.credentials().database()));
    for (String name : List.of("mysql", "information_schema", "performance_schema", "sys")) {
      databases.add(fixed(name));
    }
    return access(open ? Demand.UNKNOWN : Demand.PASSWORD, accounts, databases, facts.checked());
  }

  private Access mongo() {
    List<Account> accounts = new ArrayList<>();
    Text user = credential(facts.credentials().adminUser());
    Text password = credential(facts.credentials().adminPassword());
    boolean created = !user.isEmpty() && !password.isEmpty();
    if (created) {
      accounts.add(new Account(user, password, true, "admin"));
    }
    boolean own = words().stream().anyMatch(word -> word.chars().startsWith("--config"));
    boolean more = !facts.credentials().user().variables().isEmpty();
    Demand demand = own || more ? Demand.UNKNOWN : created ? Demand.PASSWORD : Demand.NOTHING;
    return access(demand, accounts, List.of(), facts.checked() && !more && !own);
  }

  private Access rabbit() {
    boolean configured =
        visible.stream().anyMatch(file -> file.target().startsWith("/etc/rabbitmq/"))
            || service.mounts().stream()
                .anyMatch(mount -> mount.target().chars().startsWith("/etc/rabbitmq"));
    List<Text> databases = List.of(credential(facts.credentials().database()));
    Account account = account(facts.credentials().user(), facts.credentials().password(), true, "");
    return access(
        configured ? Demand.UNKNOWN : Demand.PASSWORD,
        List.of(account),
        databases,
        facts.checked() && !configured);
  }

  private Access redis() {
    List<Text> words = words();
    boolean configured = !facts.credentials().password().variables().isEmpty();
    Text password = configured ? credential(facts.credentials().password()) : fixed("");
    boolean file = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).chars();
      if (word.equals("--requirepass") && i + 1 < words.size()) {
        password = words.get(i + 1);
      } else if (word.startsWith("--requirepass=") || word.startsWith("--requirepass ")) {
        password = words.get(i).slice("--requirepass ".length()).strip();
      }
      file |= word.endsWith(".conf") || word.equals("--aclfile") || word.contains("aclfile");
    }
    Demand demand =
        !password.isEmpty()
            ? Demand.PASSWORD
            : file || configured || !facts.family().equals("redis")
                ? Demand.UNKNOWN
                : Demand.NOTHING;
    Account account = new Account(fixed("").slice(0, 0), password, true, "");
    List<Account> accounts = password.isEmpty() ? List.of() : List.of(account);
    return new Access(demand, accounts, false, List.of(), false, false, List.of(), confidence);
  }

  /** Any other server whose first user is known: others may be made in it. */
  private List<Access> others() {
    List<Account> accounts = new ArrayList<>();
    for (boolean admin : new boolean[] {false, true}) {
      Credential user = admin ? facts.credentials().adminUser() : facts.credentials().user();
      Credential password =
          admin ? facts.credentials().adminPassword() : facts.credentials().password();
      Text name = credential(user);
      Text secret = credential(password);
      if (!name.isEmpty() && !secret.isEmpty()) {
        accounts.add(new Account(name, secret, admin, ""));
      }
    }
    return accounts.isEmpty()
        ? List.of()
        : List.of(
            new Access(
                Demand.PASSWORD,
                accounts,
                false,
                List.of(),
                false,
                mayBeOlder(),
                List.of(),
                confidence));
  }

  private Access access(
      Demand demand, List<Account> accounts, List<Text> databases, boolean closed) {
    // What is only alike may bring users of its own.
    boolean sure = closed && confidence == Confidence.CERTAIN;
    List<Text> all = new ArrayList<>(databases);
    List<Account> users = new ArrayList<>(accounts);
    for (String name : scripts.databases()) {
      all.add(fixed(name));
    }
    for (String name : scripts.users()) {
      Text user = fixed(name);
      users.add(new Account(user, Text.unknown(image.site(), "a script sets it"), true, ""));
    }
    return new Access(
        demand,
        users,
        sure && scripts.understood(),
        all,
        sure && scripts.understood() && !databases.isEmpty(),
        mayBeOlder(),
        admission,
        confidence);
  }

  /** Data in a folder of the host is there before and after the project is. */
  private boolean mayBeOlder() {
    return service.mounts().stream()
        .anyMatch(
            mount ->
                mount.kind() == Mount.Kind.BIND
                    && isData(mount.target().chars())
                    && mount.source() instanceof Mount.Source.HostPath);
  }

  private static boolean isData(String target) {
    FilePath path = new FilePath(target);
    return path.isIn(new FilePath("/var/lib"))
        || path.isIn(new FilePath("/var/opt"))
        || path.isIn(new FilePath("/bitnami"))
        || path.isIn(new FilePath("/data"))
        || path.isIn(new FilePath("/pgdata"));
  }

  private Account account(
      Credential user, Credential password, boolean administrator, String realm) {
    return new Account(credential(user), credential(password), administrator, realm);
  }

  /** What a credential comes to; empty for none, a hole for one that is not seen. */
  private Text credential(Credential credential) {
    for (String name : credential.variables()) {
      Text value = value(List.of(name));
      if (!value.isEmpty()) {
        return value;
      }
      String suffix = facts.credentials().fileSuffix();
      if (!suffix.isEmpty() && !value(List.of(name + suffix)).isEmpty()) {
        return Text.unknown(value(List.of(name + suffix)).site(), "it is in a file");
      }
    }
    if (credential.variables().isEmpty()
        && credential.fallback().isEmpty()
        && credential.fallbackFrom().isEmpty()) {
      return Text.unknown(image.site(), "it is not known how this image is told");
    }
    if (!credential.fallback().isEmpty()) {
      return fixed(credential.fallback());
    }
    return credential.fallbackFrom().equals("user")
        ? credential(facts.credentials().user())
        : fixed("");
  }

  /** The first of the variables that is set to something, or that may be; empty if none is. */
  private Text value(List<String> names) {
    Text nothing = fixed("");
    for (String name : names) {
      Text set = environment.value(name).orElse(nothing);
      if (!set.isEmpty()) {
        return set;
      }
      if (!service.environmentComplete()) {
        return Text.unknown(service.at().span(), "a file that is not there may set it");
      }
    }
    return nothing;
  }

  private List<Text> words() {
    return startup.launch().stream()
        .flatMap(launch -> launch.programs().stream())
        .map(Program::words)
        .flatMap(List::stream)
        .toList();
  }

  /** Something that the image brings by itself. */
  private Text fixed(String value) {
    return value.isEmpty()
        ? Text.of("", image.site())
        : Text.of(value, image.site()).through(Step.Kind.CATALOGUE, image.site());
  }

  /** Whether the words of a start create the database that the client then opens. */
  static boolean createsDatabase(Startup startup) {
    return startup.launch().stream()
        .flatMap(launch -> launch.programs().stream())
        .flatMap(program -> program.words().stream())
        .map(word -> word.chars().toLowerCase(Locale.ROOT))
        .anyMatch(
            word ->
                word.contains("db:create")
                    || word.contains("db:setup")
                    || word.contains("db:prepare")
                    || word.contains("createdb")
                    || word.contains("create-db")
                    || word.contains("create_db")
                    || word.contains("database:create")
                    || word.contains("create database"));
  }
}
