package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Complaints;
import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.catalogue.entry.Node;
import dev.dialtone.catalogue.entry.NodeCodec;
import dev.dialtone.source.Text;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Dialtone knows of the world, from {@code rules/catalogue}. Each part is read when it is
 * first asked for; an object may be shared between threads.
 */
public final class Catalogue {
  private final Lazy<ImageIndex> images;
  private final Lazy<ServerIndex> servers;
  private final Lazy<KeyIndex> keys;
  private final Lazy<List<ErrorText>> errors;

  private Catalogue(Bytes bytes) {
    images = new Lazy<>(() -> readImages(bytes.of("images.bin")));
    servers = new Lazy<>(() -> new ServerIndex(mappings(bytes.of("servers.bin"))));
    keys = new Lazy<>(() -> new KeyIndex(entry(mappings(bytes.of("keys.bin")).get(0))));
    errors =
        new Lazy<>(
            () ->
                mappings(bytes.of("errors.bin")).stream()
                    .map(Catalogue::entry)
                    .map(ErrorText::of)
                    .toList());
  }

  /** Where the parts come from. */
  @FunctionalInterface
  private interface Bytes {
    byte[] of(String name);
  }

  /** The catalogue that Dialtone was built with. */
  public static Catalogue bundled() {
    return new Catalogue(Catalogue::resource);
  }

  /** The image that a reference names. */
  public ImageKnowledge image(ImageReference reference) {
    return images.get().find(reference);
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

  /** The texts that clients print when a connection fails, in the order of {@code errors.yaml}. */
  public List<ErrorText> errors() {
    return errors.get();
  }

  private static Entry entry(Node.Mapping node) {
    return new Entry(node, Complaints.none());
  }

  private static byte[] resource(String name) {
    try (InputStream in = Catalogue.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the build left out " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataInputStream data(byte[] bytes, int from) {
    return new DataInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from));
  }

  private static Node.Mapping mapping(Node node) {
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw new IllegalStateException("damaged catalogue: a mapping is missing");
  }

  private static List<Node.Mapping> mappings(byte[] bytes) {
    try (DataInputStream in = data(bytes, 0)) {
      int count = in.readUnsignedShort();
      List<Node.Mapping> all = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        all.add(mapping(NodeCodec.read(in)));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The registries, then the repositories with the places of their entries, then the entries. */
  private static ImageIndex readImages(byte[] bytes) {
    try (DataInputStream in = data(bytes, 0)) {
      Registries registries = Registries.of(entry(mapping(NodeCodec.read(in))));
      int count = in.readUnsignedShort();
      Map<String, Integer> places = new HashMap<>(count * 2);
      for (int i = 0; i < count; i++) {
        places.put(in.readUTF(), in.readInt());
      }
      int start = bytes.length - in.available();
      return new ImageIndex(places, place -> entryAt(bytes, start + place), registries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Node.Mapping entryAt(byte[] bytes, int place) {
    try (DataInputStream in = data(bytes, place)) {
      return mapping(NodeCodec.read(in));
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
