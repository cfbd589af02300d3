package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageKind;
import dev.dialtone.catalogue.ServiceType;
import dev.dialtone.model.ServiceKind;

/** The kinds of servers that the catalogue's names stand for. */
final class Kinds {
  private Kinds() {}

  /** The kind of a catalogued image, told by what its clients speak, else by what it is. */
  static ServiceKind of(Catalogue catalogue, ImageFacts image) {
    ServiceKind spoken =
        image.ports().stream()
            .filter(port -> !port.scheme().isEmpty())
            .findFirst()
            .map(port -> ofScheme(catalogue, port.scheme()))
            .orElse(ServiceKind.UNKNOWN);
    boolean telling = spoken != ServiceKind.UNKNOWN && spoken != ServiceKind.WEB;
    return telling && spoken != ServiceKind.OTHER ? spoken : of(image.kind(), spoken);
  }

  private static ServiceKind of(ImageKind kind, ServiceKind otherwise) {
    return switch (kind) {
      case DATABASE -> ServiceKind.DOCUMENT_STORE;
      case CACHE -> ServiceKind.CACHE;
      case QUEUE -> ServiceKind.QUEUE;
      case SEARCH -> ServiceKind.SEARCH;
      case STORAGE -> ServiceKind.STORAGE;
      case PROXY -> ServiceKind.PROXY;
      case MAIL -> ServiceKind.MAIL;
      case WEB -> ServiceKind.WEB;
      case OBSERVABILITY -> ServiceKind.OBSERVABILITY;
      default -> otherwise;
    };
  }

  /**
   * The kind that an unknown image's name speaks of: {@code acme/mariadb-arm}. A name proves
   * little, so only the first word of its last part counts, which names the product in most forks.
   */
  static ServiceKind ofName(Catalogue catalogue, String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    int end = 0;
    while (end < last.length() && Character.isLetter(last.charAt(end))) {
      end++;
    }
    boolean tool = last.contains("exporter") || last.contains("backup") || last.contains("admin");
    return end == 0 || tool ? ServiceKind.UNKNOWN : ofScheme(catalogue, last.substring(0, end));
  }

  /** The kind of what a URL's scheme leads to. */
  static ServiceKind ofScheme(Catalogue catalogue, String scheme) {
    return catalogue.scheme(scheme).map(ServiceType::kind).orElse(ServiceKind.UNKNOWN);
  }
}
