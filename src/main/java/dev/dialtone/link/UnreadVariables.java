package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.Condition;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageFacts.Credential;
import dev.dialtone.catalogue.ImageFacts.Credentials;
import dev.dialtone.catalogue.ImageFacts.DialDefault;
import dev.dialtone.catalogue.ServiceType;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Dial;
import dev.dialtone.model.EditDistance;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Host;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.UnreadVariable;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.address.Address;
import dev.dialtone.syntax.address.Addresses;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds variables by which somebody tells an image whom to dial, where the image reads another one
 * for that and dials its default.
 */
final class UnreadVariables {
  /** What the names of variables end in that tell where a server is. */
  private static final List<String> ENDINGS =
      List.of(
          "HOSTNAME",
          "ADDRESS",
          "ENDPOINT",
          "SERVERS",
          "SERVER",
          "HOSTS",
          "HOST",
          "ADDR",
          "URLS",
          "URL",
          "URI");

  /** Shorter names resemble each other by chance. */
  private static final int SHORTEST_STEM = 4;

  private static final int MOST_SLIPS = 2;

  private final Catalogue catalogue;
  private final DialFinder finder;
  private final Composition composition;
  private final Workspace workspace;

  UnreadVariables(
      Catalogue catalogue, DialFinder finder, Composition composition, Workspace workspace) {
    this.catalogue = catalogue;
    this.finder = finder;
    this.composition = composition;
    this.workspace = workspace;
  }

  /** A variable that is not read, and the dial of the image that it was meant for. */
  record Found(UnreadVariable unread, DialDefault meant) {}

  /**
   * The unread variables of a service, one for each dial at most.
   *
   * @param image the image, as its reference names it
   * @param defaults the dials of the image that nothing tells it whom to
   */
  List<Found> find(
      Service service,
      Text image,
      ImageFacts facts,
      Environment environment,
      List<DialDefault> defaults,
      List<Mounted> visible) {
    if (!facts.completeDials() || !service.build().isEmpty() || !service.tasks().isEmpty()) {
      return List.of();
    }
    Set<String> read = read(facts);
    List<Found> found = new ArrayList<>();
    for (DialDefault meant : defaults) {
      boolean told =
          meant.variables().stream()
              .anyMatch(
                  name ->
                      environment.value(name + "_FILE").isPresent()
                          || isMentioned(name, service, visible));
      if (!told) {
        service.environment().stream()
            .filter(variable -> !read.contains(variable.name().chars()))
            .filter(variable -> !isReadElsewhere(variable, service, visible))
            .flatMap(variable -> unread(service, image, variable, meant).stream())
            .reduce(UnreadVariables::nearer)
            .map(unread -> new Found(unread, meant))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /** Every variable of which the image is known to read anything. */
  private static Set<String> read(ImageFacts facts) {
    Set<String> read = new HashSet<>();
    facts.variables().forEach(variable -> read.add(variable.name()));
    for (DialDefault dial : facts.dials()) {
      read.addAll(dial.variables());
      read.addAll(dial.portVariables());
      dial.when().stream().map(Condition::variable).forEach(read::add);
      dial.unless().stream().map(Condition::variable).forEach(read::add);
    }
    Credentials its = facts.credentials();
    for (Credential each :
        List.of(its.user(), its.password(), its.database(), its.adminUser(), its.adminPassword())) {
      read.addAll(each.variables());
    }
    return read;
  }

  private List<UnreadVariable> unread(
      Service service, Text image, Variable variable, DialDefault meant) {
    String name = variable.name().chars();
    String right = meant.variables().get(0);
    List<Dial> own =
        finder.find(service.name(), List.of(DialFinder.Setting.certain(name, variable.value())));
    for (Dial dial : own) {
      boolean away =
          Host.parse(dial.host()).known().stream()
              .anyMatch(host -> !host.isLoopback() && !host.isUnspecified());
      boolean alike = kinds(meant).contains(dial.kind()) || isNear(name, right);
      if (away && alike && variable.name().isKnown()) {
        Dial fallback = finder.findDefault(service.name(), meant, image).get(0);
        return List.of(
            new UnreadVariable(
                variable, image, dial, right, fallback, takes(meant, variable.value())));
      }
    }
    return List.of();
  }

  /** What kinds of server the dial may lead to; a web server may be anything. */
  private Set<ServiceKind> kinds(DialDefault meant) {
    Set<ServiceKind> kinds = EnumSet.of(Kinds.ofScheme(catalogue, meant.scheme()));
    kinds.add(catalogue.key(meant.variables().get(0)).kind());
    kinds.removeAll(EnumSet.of(ServiceKind.UNKNOWN, ServiceKind.WEB, ServiceKind.OTHER));
    return kinds;
  }

  private static boolean isNear(String name, String other) {
    String one = stem(name);
    String two = stem(other);
    return Math.min(one.length(), two.length()) >= SHORTEST_STEM
        && EditDistance.between(one, two, MOST_SLIPS) <= MOST_SLIPS;
  }

  private static String stem(String name) {
    String plain = plain(name);
    for (String ending : ENDINGS) {
      if (plain.endsWith(ending)) {
        return plain.substring(0, plain.length() - ending.length());
      }
    }
    return plain;
  }

  private static String plain(String name) {
    return name.toUpperCase(Locale.ROOT).replace("_", "");
  }

  private static UnreadVariable nearer(UnreadVariable one, UnreadVariable other) {
    return distance(other) < distance(one) ? other : one;
  }

  private static int distance(UnreadVariable unread) {
    return EditDistance.between(plain(unread.variable().name().chars()), plain(unread.read()));
  }

  /** Whether the variable that is read takes a value of this form. */
  private boolean takes(DialDefault meant, Text value) {
    List<Address> addresses = Addresses.parse(value.strip());
    return !addresses.isEmpty()
        && addresses.stream()
            .allMatch(
                address ->
                    switch (meant.form()) {
                      case HOST -> address.form() == Address.Form.HOST;
                      case ADDRESS -> isPlain(address);
                      case LIST -> isPlain(address) || isWeb(meant.scheme());
                      case URL ->
                          address.form() == Address.Form.URL && address.scheme().is(meant.scheme());
                      case OTHER -> false;
                    });
  }

  private static boolean isPlain(Address address) {
    return address.form() == Address.Form.HOST || address.form() == Address.Form.HOST_PORT;
  }

  private boolean isWeb(String scheme) {
    return catalogue.scheme(scheme).filter(t -> t.use() == ServiceType.Use.WEB).isPresent();
  }

  /** Whether another service has the very same variable, or this one has a use for it. */
  private boolean isReadElsewhere(Variable variable, Service service, List<Mounted> visible) {
    return isMentioned(variable.name().chars(), service, visible)
        || composition.services().values().stream()
            .filter(other -> !other.name().equals(service.name()))
            .flatMap(other -> other.environment().stream())
            .anyMatch(other -> other.name().span().equals(variable.name().span()));
  }

  /** Whether a value, the healthcheck or a file that is put into the container speaks of it. */
  private boolean isMentioned(String name, Service service, List<Mounted> visible) {
    return service.environment().stream().anyMatch(v -> v.value().chars().contains(name))
        || (service.healthcheck() instanceof Healthcheck.Probe probe
            && text(probe.command()).contains(name))
        || visible.stream()
            .anyMatch(
                file ->
                    workspace.read(file.path()) instanceof Workspace.Content.Readable readable
                        && readable.file().text().contains(name));
  }

  private static String text(CommandLine command) {
    return command instanceof CommandLine.Exec exec
        ? String.join(" ", exec.words().stream().map(Text::chars).toList())
        : ((CommandLine.Shell) command).line().chars();
  }
}
