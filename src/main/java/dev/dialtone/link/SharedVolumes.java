package dev.dialtone.link;

import dev.dialtone.model.Composition;
import dev.dialtone.model.Mount;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Mounts that a service has from another one by {@code volumes_from}.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/services/#volumes_from">Compose file
 *     reference, volumes_from</a>
 */
final class SharedVolumes {
  private final Composition composition;

  /** The services whose volumes others mount. */
  private final Set<String> lenders = new HashSet<>();

  SharedVolumes(Composition composition) {
    this.composition = composition;
    for (Service service : composition.services().values()) {
      service.volumesFrom().forEach(from -> lenders.add(from.chars().split(":", -1)[0]));
    }
  }

  /** The service with all its mounts; where two have one target its own counts. */
  Service complete(Service service) {
    if (service.volumesFrom().isEmpty()) {
      return service;
    }
    List<Mount> mounts = new ArrayList<>(service.mounts());
    Set<ServiceName> seen = new HashSet<>();
    seen.add(service.name());
    add(service, mounts, seen);
    return service.withMounts(mounts);
  }

  /**
   * Whether a service is there for its volumes alone: others mount them, and it says nothing of
   * what it runs or where it could be reached.
   */
  boolean isOnlyVolumes(Service service) {
    return lenders.contains(service.name().value())
        && service.build().isEmpty()
        && service.command().isEmpty()
        && service.ports().isEmpty();
  }

  private void add(Service service, List<Mount> mounts, Set<ServiceName> seen) {
    for (Text from : service.volumesFrom()) {
      String written = from.chars();
      boolean container = written.startsWith("container:");
      int mode = written.lastIndexOf(':');
      String name = container || mode < 0 ? written : written.substring(0, mode);
      Service other = composition.services().get(new ServiceName(name));
      if (other != null && from.isKnown() && seen.add(other.name())) {
        for (Mount mount : other.mounts()) {
          if (mounts.stream().noneMatch(own -> own.target().equals(mount.target()))) {
            mounts.add(mount);
          }
        }
        add(other, mounts, seen);
      }
    }
  }
}
