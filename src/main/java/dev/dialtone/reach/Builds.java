package dev.dialtone.reach;

import dev.dialtone.model.Build;
import dev.dialtone.model.BuildDial;
import dev.dialtone.model.BuildFault;
import dev.dialtone.model.Host;
import dev.dialtone.model.Project;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Decides which addresses lead nowhere while an image is built: no service of the project need run
 * then, and what builds is on none of the project's networks.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/build/#network">The network of a
 *     build</a>
 */
final class Builds {
  private final Project project;
  private final HostNames names;

  Builds(Project project, HostNames names) {
    this.project = project;
    this.names = names;
  }

  List<BuildFault> faults() {
    List<BuildFault> faults = new ArrayList<>();
    for (BuildDial build : project.hints().builds()) {
      for (ServiceName server : servers(build)) {
        faults.add(new BuildFault(build, server));
      }
    }
    return faults;
  }

  /** The service that is meant: one entry, or none if the name may lead somewhere. */
  private List<ServiceName> servers(BuildDial build) {
    Service builder = project.composition().services().get(build.dial().from());
    if (builder == null || builder.build().stream().anyMatch(b -> mayReach(b, build))) {
      return List.of();
    }
    List<ServiceName> servers = new ArrayList<>();
    for (Host host : Host.parse(build.dial().host()).known()) {
      boolean local = host instanceof Host.HostName name && name.isSingleLabel();
      if (local && !host.isLoopback()) {
        names.called(host.toString().toLowerCase(Locale.ROOT)).stream()
            .map(Service::name)
            .limit(1)
            .forEach(servers::add);
      }
    }
    return servers;
  }

  /**
   * Whether the build knows the name from elsewhere, or is on a network that somebody chose: the
   * builder before BuildKit takes any.
   */
  private static boolean mayReach(Build build, BuildDial dial) {
    Text network = build.network();
    boolean usual =
        network.isEmpty() || network.is("default") || network.is("host") || network.is("none");
    boolean told =
        build.extraHosts().stream()
            .anyMatch(
                extra ->
                    !extra.name().isKnown()
                        || extra.name().chars().equalsIgnoreCase(dial.dial().host().chars()));
    return !usual || told;
  }
}
