package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.model.Attachment;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Network;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.NetworkName;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Project;
import dev.dialtone.model.Routing.Routed;
import dev.dialtone.model.Routing.Router;
import dev.dialtone.model.Routing.Taking;
import dev.dialtone.model.Service;
import dev.dialtone.rules.Words;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The part of DT105 about proxies that look their services up at the engine: of the addresses of a
 * service they take the one on the network that they are told by its real name, and any where they
 * are told none.
 */
final class RoutedNetworks {
  private final RuleInfo rule;

  RoutedNetworks(RuleInfo rule) {
    this.rule = rule;
  }

  /** A service on a network, and what the engine calls that. */
  private record Joined(Attachment attachment, Network network) {
    /**
     * Whether the engine may call the network so: what it is called by default begins with the name
     * of the project, which can be chosen anew at each start.
     */
    boolean mayBe(Text name) {
      Text real = network.externalName();
      String suffix = "_" + network.name();
      boolean prefixed = network.external().is(false) && real.chars().endsWith(suffix);
      return !name.isKnown()
          || (prefixed ? name.chars().endsWith(suffix) : !real.isKnown() || real.equals(name));
    }

    @Override
    public String toString() {
      return attachment.network().value();
    }
  }

  /** A routed service with the proxy that takes it. */
  private record Route(Project project, Service service, Routed routed, List<Joined> networks) {
    /** Those of its networks over which it is dialled, where {@code wanted} is asked for. */
    List<Joined> over(List<Text> wanted) {
      List<Joined> named =
          networks.stream().filter(each -> wanted.stream().anyMatch(each::mayBe)).toList();
      return named.isEmpty() ? networks : named;
    }

    boolean isMisnamed() {
      return networks.stream().noneMatch(each -> routed.network().stream().anyMatch(each::mayBe))
          && !routed.network().isEmpty();
    }
  }

  /** A proxy and the project that it runs in. */
  private record Proxy(Project project, Service service, Router router) {
    boolean takes(Routed routed) {
      return router.taking() == Taking.ALL || (router.taking() == Taking.ASKING && routed.asking());
    }

    /** Whether it is, or may be, on a network of a service of {@code other}. */
    boolean isOn(Joined joined, Project other) {
      boolean apart = !project.equals(other);
      return service.attachments().stream()
          .map(Attachment::network)
          .anyMatch(
              own ->
                  (!apart && own.equals(joined.attachment().network()))
                      || isSame(own, joined.network(), apart));
    }

    /**
     * Two networks are one if the engine calls them the same; of other projects it may be so where
     * that is not known.
     */
    private boolean isSame(NetworkName own, Network other, boolean apart) {
      Network network = project.composition().networks().get(own);
      if (network == null || !network.externalName().isKnown() || !other.externalName().isKnown()) {
        return apart;
      }
      return network.externalName().equals(other.externalName());
    }
  }

  /** Looks at the proxies of a project, or where it has none, at what its labels say. */
  void check(Outcome outcome, Consumer<Finding> sink) {
    Project project = outcome.project();
    List<Proxy> proxies = proxies(project);
    for (Route route : routes(project)) {
      if (!project.hints().routing().routers().isEmpty()) {
        report(route, proxies, Confidence.CERTAIN, sink);
      } else if (route.isMisnamed()) {
        sink.accept(misnamed(route, List.of()));
      }
    }
  }

  /** Looks at proxies that services of other projects of the repository share a network with. */
  void compare(List<Outcome> outcomes, Consumer<Finding> sink) {
    List<Proxy> proxies = new ArrayList<>();
    outcomes.forEach(outcome -> proxies.addAll(proxies(outcome.project())));
    for (Outcome outcome : outcomes) {
      Project project = outcome.project();
      if (project.hints().routing().routers().isEmpty()) {
        for (Route route : routes(project)) {
          List<Proxy> near =
              proxies.stream()
                  .filter(p -> route.networks().stream().anyMatch(n -> p.isOn(n, project)))
                  .toList();
          if (!route.isMisnamed()) {
            report(route, near, Confidence.PROBABLE, sink);
          }
        }
      }
    }
  }

  /** A proxy on the machine's own network reaches every address. */
  private static List<Proxy> proxies(Project project) {
    List<Proxy> proxies = new ArrayList<>();
    for (Router router : project.hints().routing().routers()) {
      Service service = project.composition().services().get(router.service());
      if (service != null && service.networkMode() instanceof NetworkMode.Networks) {
        proxies.add(new Proxy(project, service, router));
      }
    }
    return proxies;
  }

  private static List<Route> routes(Project project) {
    Composition composition = project.composition();
    List<Route> routes = new ArrayList<>();
    for (Routed routed : project.hints().routing().routed()) {
      Service service = composition.services().get(routed.service());
      if (service == null || composition.fragment()) {
        continue;
      }
      List<Joined> networks = new ArrayList<>();
      for (Attachment attachment : service.attachments()) {
        Network network = composition.networks().get(attachment.network());
        if (network != null) {
          networks.add(new Joined(attachment, network));
        }
      }
      if (networks.size() == service.attachments().size() && !networks.isEmpty()) {
        routes.add(new Route(project, service, routed, networks));
      }
    }
    return routes;
  }

  /** Reports a route if every proxy that may take it may miss the service. */
  private void report(
      Route route, List<Proxy> proxies, Confidence confidence, Consumer<Finding> sink) {
    Optional<Finding> first = Optional.empty();
    for (Proxy proxy : proxies) {
      if (proxy.takes(route.routed()) || proxy.router().taking() == Taking.CHOSEN) {
        Optional<Finding> finding =
            proxy.takes(route.routed()) ? fault(route, proxy, confidence) : Optional.empty();
        if (finding.isEmpty()) {
          return;
        }
        first = first.or(() -> finding);
      }
    }
    first.ifPresent(sink);
  }

  private Optional<Finding> fault(Route route, Proxy proxy, Confidence confidence) {
    Routed routed = route.routed();
    List<Text> wanted = routed.network().isEmpty() ? proxy.router().network() : routed.network();
    List<Joined> over = route.over(wanted);
    List<Joined> missed = over.stream().filter(each -> !proxy.isOn(each, route.project())).toList();
    boolean meet = route.networks().stream().anyMatch(each -> proxy.isOn(each, route.project()));
    if (missed.isEmpty() || !meet || wanted.stream().anyMatch(text -> !text.isKnown())) {
      // Two that do not meet at all are the affair of the dial.
      return Optional.empty();
    }
    return Optional.of(
        route.isMisnamed()
            ? misnamed(route, List.of(proxy))
            : missed(route, proxy, over, missed, confidence));
  }

  private Finding missed(
      Route route, Proxy proxy, List<Joined> over, List<Joined> missed, Confidence confidence) {
    Routed routed = route.routed();
    String service = quoted(route.service().name());
    String name = quoted(proxy.service().name());
    boolean always = over.size() == missed.size();
    Text at = routed.network().stream().findFirst().orElse(routed.at());
    Finding.Builder finding =
        Finding.at(
                rule,
                at,
                "%s %s %s over %s, on which it is not"
                    .formatted(name, always ? "dials" : "may dial", service, Words.anyOf(missed)))
            .label(always ? "leads there" : "nothing tells it which network of " + service);
    missed.forEach(
        each ->
            finding.note(
                each.attachment().at().span(), service + " is on " + quoted(each) + " here"));
    if (routed.network().isEmpty()) {
      proxy.router().network().forEach(told -> finding.note(told.span(), name + " is told here"));
    }
    return finding
        .service(route.service().name().value())
        .note(proxy.service().at().span(), name + " is on " + networks(proxy))
        .confidence(confidence)
        .occurrence(always ? Occurrence.EVERY_START : Occurrence.SOME_STARTS)
        .help(help(route, proxy))
        .runtimeError("504 Gateway Timeout")
        .build();
  }

  private static String networks(Proxy proxy) {
    return String.join(
        ", ",
        proxy.service().attachments().stream()
            .map(Attachment::network)
            .map(Words::quoted)
            .toList());
  }

  private static String help(Route route, Proxy proxy) {
    return route.networks().stream()
        .filter(each -> proxy.isOn(each, route.project()))
        .map(each -> each.network().externalName())
        .filter(Text::isKnown)
        .map(
            real ->
                "the label `traefik.docker.network=" + real + "` names the one that both are on")
        .findFirst()
        .orElse("");
  }

  /** A label that names none of the networks: Traefik says so and takes any of them. */
  private Finding misnamed(Route route, List<Proxy> proxy) {
    Text label = route.routed().network().get(0);
    String service = quoted(route.service().name());
    Optional<Joined> meant =
        route.networks().stream()
            .filter(each -> label.is(each.attachment().network().value()))
            .findFirst();
    Finding.Builder finding =
        Finding.at(
                rule,
                label,
                "no network of %s is called %s: it is dialled over any of them"
                    .formatted(service, quoted(label)))
            .label("the engine knows no such network of " + service)
            .service(route.service().name().value())
            .confidence(proxy.isEmpty() ? Confidence.PROBABLE : Confidence.CERTAIN)
            .occurrence(route.networks().size() > 1 ? Occurrence.SOME_STARTS : Occurrence.FRAGILE)
            .runtimeError(
                "Could not find network named '%s' for container".formatted(label.chars()));
    proxy.forEach(
        each ->
            finding.note(
                each.service().at().span(),
                quoted(each.service().name()) + " is on " + networks(each)));
    if (meant.isEmpty()) {
      return finding.build();
    }
    Text real = meant.get().network().externalName();
    finding.note(
        meant.get().network().declared().span(),
        real.isKnown()
            ? "this network is called " + quoted(real)
            : "this network is called after the project as well");
    if (real.isKnown()) {
      // Under another name of the project the network has another name, too.
      Fix.replacing("name it " + quoted(real), label, real.chars()).stream()
          .map(Fix::unsafely)
          .forEach(finding::fix);
    }
    NetworkName key = meant.get().attachment().network();
    return finding
        .help("give the network `name: %s`, or the label its whole name".formatted(key))
        .build();
  }
}
