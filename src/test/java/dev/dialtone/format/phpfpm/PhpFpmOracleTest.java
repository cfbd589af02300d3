package dev.dialtone.format.phpfpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.harness.RandomConfigurations;
import dev.dialtone.harness.RealServer;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import dev.dialtone.syntax.interpolation.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same sockets as a real PHP-FPM has; skipped without one. */
class PhpFpmOracleTest {
  private static final String SETTING =
      """
      user = nobody
      group = nogroup
      pm = static
      pm.max_children = 1
      """;

  private static final List<String> HOSTS =
      List.of("", "", "", "127.0.0.1:", "0.0.0.0:", "[::]:", "[::1]:", "localhost:", "127.0.0.2:");

  private static final List<String> FRAMES =
      List.of("%s", "%s", "\"%s\"", "'%s'", "%s ; said twice", "%s;");

  private static String program = "";

  @TempDir private Path folder;

  @BeforeAll
  static void needsPhp() {
    program = RealServer.assumeAny("php-fpm", "php-fpm8.2", "php-fpm8.3", "php-fpm8.4");
  }

  @Test
  void listensWhereTheServerDoes() throws IOException, InterruptedException {
    Random random = new Random(3);
    int listening = 0;
    for (int i = 0; i < RandomConfigurations.count(); i++) {
      Map<String, String> texts = texts(random);
      List<String> theirs = theirs(texts);
      listening += theirs.isEmpty() ? 0 : 1;
      assertEquals(theirs, RealServer.sockets(read(texts)), () -> texts.toString());
    }
    assertTrue(2 * listening > RandomConfigurations.count(), "only " + listening);
  }

  /** A main file with an include, and pools in one to three files beside it. */
  private Map<String, String> texts(Random random) {
    Map<String, String> texts = new HashMap<>();
    List<String> files = new ArrayList<>(List.of("a.conf", "m.conf", "zz.conf"));
    String main = "[global]\ndaemonize = no\nerror_log = " + folder + "/log\n";
    String include = "include = " + folder + "/pool.d/*.conf\n";
    boolean last = random.nextBoolean();
    main += last ? pool("www", random) + "[global]\n" + include : include + pool("www", random);
    texts.put(folder + "/php-fpm.conf", main);
    for (String file : files.subList(0, 1 + random.nextInt(3))) {
      StringBuilder text = new StringBuilder("; pools\n");
      for (String pool : List.of("www", "api")) {
        if (random.nextInt(3) > 0) {
          text.append(pool(pool, random));
        }
      }
      texts.put(folder + "/pool.d/" + file, text.toString());
    }
    return texts;
  }

  private String pool(String name, Random random) {
    StringBuilder pool = new StringBuilder("[" + name + "]\n" + SETTING);
    int lines = 1 + random.nextInt(2);
    for (int i = 0; i < lines; i++) {
      // The pools have ports of their own, for two that share one give up, and every try has
      // sockets of its own, for the workers of the last one may still hold theirs.
      int port = (name.equals("www") ? 9000 : 9100) + random.nextInt(9);
      String address =
          random.nextInt(8) == 0
              ? folder + "/" + name + random.nextInt(100_000) + ".sock"
              : HOSTS.get(random.nextInt(HOSTS.size())) + port;
      String frame = FRAMES.get(random.nextInt(FRAMES.size()));
      pool.append(random.nextBoolean() ? "listen = " : "listen=").append(frame.formatted(address));
      pool.append(random.nextInt(4) == 0 ? "\r\n" : "\n");
    }
    return pool.toString();
  }

  private List<String> theirs(Map<String, String> texts) throws IOException, InterruptedException {
    Path pools = Files.createDirectories(folder.resolve("pool.d"));
    for (String name : List.of("a.conf", "m.conf", "zz.conf")) {
      Files.deleteIfExists(pools.resolve(name));
    }
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Files.writeString(Path.of(text.getKey()), text.getValue());
    }
    String main = folder.resolve("php-fpm.conf").toString();
    return RealServer.sockets(program, "-n", "-F", "-R", "-y", main);
  }

  private Endpoints read(Map<String, String> texts) {
    return PhpFpmReader.read(
            List.of(new FilePath(folder + "/php-fpm.conf")),
            new MemoryWorkspace(texts),
            name -> new Variables.Answer.Unset())
        .facts();
  }
}
