package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.model.Platform;
import java.util.List;

/**
 * When it is a certain runtime whose words people read: all that is named must hold.
 *
 * @param programs the programs that dial, the drivers that the address is written for, or the
 *     formats of the configuration files that hold it
 * @param services what is dialled, by the names of {@code keys.yaml}
 * @param platforms what the dialling service is written in
 * @param runtime as {@code errors.yaml} names it
 */
public record Client(
    List<String> programs, List<String> services, List<Platform> platforms, String runtime) {
  public Client {
    programs = List.copyOf(programs);
    services = List.copyOf(services);
    platforms = List.copyOf(platforms);
  }

  /** Reads an entry of {@code clients.yaml}. */
  public static Client of(Entry entry) {
    List<Platform> platforms =
        entry.texts("platforms").stream()
            .map(p -> entry.constant("platforms", p, Platform.values(), Platform.UNKNOWN))
            .toList();
    Client client =
        new Client(
            entry.texts("programs"), entry.texts("services"), platforms, entry.text("runtime"));
    entry.done();
    return client;
  }

  /**
   * Whether this is who dials.
   *
   * @param program the program, driver or format; empty if nothing tells
   * @param service what is dialled; empty if nothing tells
   */
  public boolean dials(String program, String service, Platform platform) {
    return (programs.isEmpty() || programs.contains(program))
        && (services.isEmpty() || services.contains(service))
        && (platforms.isEmpty() || platforms.contains(platform));
  }
}
