package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Complaints;
import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.catalogue.entry.NodeCodec;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Port;
import dev.dialtone.source.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Dialtone knows of the world, from {@code rules/catalogue}. Each part is read when it is
 * first asked for; an object may be shared between threads.
 */
public final class Catalogue {
  private static final Catalogue BUNDLED = new Catalogue();

  private final Lazy<ImageIndex> images;
  private final Lazy<ServerIndex> servers;
  private final Lazy<KeyIndex> keys;
  private final Lazy<List<ErrorText>> errors;
  private final Lazy<List<Client>> clients;

  private final OwnImages own;

  private Catalogue() {
    own = OwnImages.NONE;
    images = new Lazy<>(() -> new ImageIndex(resource("images.bin")));
    servers = new Lazy<>(() -> new ServerIndex(resource("servers.bin")));
    keys = new Lazy<>(() -> new KeyIndex(entry("keys.bin")));
    errors = new Lazy<>(() -> entry("errors.bin").each("errors", ErrorText::of));
    clients = new Lazy<>(() -> entry("errors.bin").each("clients", Client::of));
  }

  private Catalogue(Catalogue bundled, OwnImages own) {
    this.own = own;
    images = bundled.images;
    servers = bundled.servers;
    keys = bundled.keys;
    errors = bundled.errors;
    clients = bundled.clients;
  }

  /** The catalogue that Dialtone was built with: one, so that no part of it is read twice. */
  public static Catalogue bundled() {
    return BUNDLED;
  }

  /** The same with images of a project's own, which come before the others. */
  public Catalogue with(OwnImages more) {
    return more.isEmpty() ? this : new Catalogue(this, more);
  }

  /** The image that a reference names. */
  public ImageKnowledge image(ImageReference reference) {
    return own.find(reference)
        .<ImageKnowledge>map(entry -> ImageIndex.known(entry, reference, Confidence.CERTAIN))
        .orElseGet(() -> images.get().find(reference));
  }

  /**
   * What a simple command starts: program and arguments, shell syntax and wrappers taken off.
   * Runners such as {@code npx}, {@code bundle exec} and {@code python -m} are seen through.
   */
  public ServerCommand server(List<Text> argv) {
    return servers.get().find(argv);
  }

  /** A server by its name in {@code servers.yaml}. */
  public Optional<Server> serverNamed(String name) {
    return servers.get().named(name);
  }

  /** What {@code arguments} make of a server that was found by other means. */
  public ServerCommand server(Server server, List<Text> arguments) {
    return ServerArguments.read(server, arguments);
  }

  /** What the name of an environment variable or setting says. */
  public KeyMeaning key(String name) {
    return keys.get().meaning(name);
  }

  /** The service that URLs of a scheme lead to; a driver behind {@code +} does not count. */
  public Optional<ServiceType> scheme(String scheme) {
    return keys.get().scheme(scheme);
  }

  /** The service behind applications whose usual port this is; none if it is that of several. */
  public Optional<ServiceType> usualOn(Port port) {
    return keys.get().usualOn(port.number());
  }

  /**
   * The services that an image may well hold that nobody knows, by the words of its name and tag.
   */
  public List<ServiceType> heldBy(String image) {
    return keys.get().heldBy(List.of(image.toLowerCase(Locale.ROOT).split("[^a-z]+")));
  }

  /** The texts that clients print when a connection fails, in the order of {@code errors.yaml}. */
  public List<ErrorText> errors() {
    return errors.get();
  }

  /** Who prints which of these texts, in the order of {@code clients.yaml}: the first counts. */
  public List<Client> clients() {
    return clients.get();
  }

  private static Entry entry(String name) {
    return new Entry(NodeCodec.readMapping(resource(name)), Complaints.none());
  }

  private static ByteBuffer resource(String name) {
    try (InputStream in = Catalogue.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the build left out " + name);
      }
      return ByteBuffer.wrap(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value that is made when it is first asked for. */
  private static final class Lazy<T> {
    private final Supplier<T> maker;
    private @Nullable T value;

    Lazy(Supplier<T> maker) {
      this.maker = maker;
    }

    synchronized T get() {
      T made = value;
      if (made == null) {
        made = maker.get();
        value = made;
      }
      return made;
    }
  }
}
