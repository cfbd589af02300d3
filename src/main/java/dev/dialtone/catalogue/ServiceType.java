package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.model.ServiceKind;
import java.util.List;

/**
 * A service that is connected to.
 *
 * @param name such as {@code postgresql}
 * @param kind what kind of service it is
 * @param port its usual port, 0 if it has none
 * @param use what it is to an application
 * @param schemes the URL schemes of its clients, in lower case
 * @param words words in names of keys that stand for it
 * @param images words in the names and tags of images that may well hold it
 */
public record ServiceType(
    String name,
    ServiceKind kind,
    int port,
    Use use,
    List<String> schemes,
    List<String> words,
    List<String> images) {
  public ServiceType {
    schemes = List.copyOf(schemes);
    words = List.copyOf(words);
    images = List.copyOf(images);
  }

  /** What a service is to an application. */
  public enum Use {
    /** A service behind it: a database, a queue, a cache, a mail server. */
    BACKING,
    /** Something on the web, which may be for a browser. */
    WEB,
    /** Nothing on a network: a file, memory, a socket in the file system. */
    LOCAL
  }

  static ServiceType of(Entry entry) {
    String port = entry.text("port", "0");
    ServiceType kind =
        new ServiceType(
            entry.text("service"),
            entry.choice("kind", ServiceKind.values(), ServiceKind.OTHER),
            ListenPort.number(port),
            entry.choice("use", Use.values(), Use.BACKING),
            entry.texts("schemes"),
            entry.texts("words"),
            entry.texts("images"));
    if (kind.port() < 0) {
      entry.complain("port", "must be 1 to 65535, not `" + port + "`");
    }
    entry.done();
    return kind;
  }
}
