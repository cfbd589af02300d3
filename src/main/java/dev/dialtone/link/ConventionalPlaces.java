package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.catalogue.ImageReference;
import dev.dialtone.source.Text;
import java.util.List;
import java.util.Map;

/**
 * Servers by the places where their packages keep their configuration: what is mounted there is
 * meant for that server, in an image that nobody knows as well.
 */
final class ConventionalPlaces {
  /** Folders, and an image that reads its configuration from there. */
  private static final Map<String, String> IMAGES =
      Map.of(
          "/etc/nginx/", "nginx",
          "/etc/haproxy/", "haproxy",
          "/usr/local/etc/haproxy/", "haproxy",
          "/etc/caddy/", "caddy",
          "/etc/pgbouncer/", "edoburu/pgbouncer",
          "/etc/prometheus/", "prom/prometheus",
          "/mosquitto/config/", "eclipse-mosquitto",
          "/vault/config/", "hashicorp/vault");

  private ConventionalPlaces() {}

  /** What reads the files that are mounted: an image, or none. */
  static List<ImageFacts> reader(Catalogue catalogue, List<Mounted> files) {
    for (Mounted file : files) {
      for (Map.Entry<String, String> place : IMAGES.entrySet()) {
        Text name = Text.of(place.getValue(), file.at().site());
        if (file.target().startsWith(place.getKey())
            && catalogue.image(ImageReference.of(name)) instanceof ImageKnowledge.Known known) {
          return List.of(known.facts());
        }
      }
    }
    return List.of();
  }
}
