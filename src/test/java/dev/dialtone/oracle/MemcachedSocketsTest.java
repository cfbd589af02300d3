package dev.dialtone.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real memcached, which has nothing but its command line; skipped without one. */
class MemcachedSocketsTest {
  /** Lists of addresses that do not take each other's place. */
  private static final List<List<String>> HOSTS =
      List.of(
          List.of("127.0.0.1", "::1", Machine.ADDRESS, Machine.ADDRESS6),
          List.of("0.0.0.0", "::"),
          List.of("0.0.0.0", "[::1]"),
          List.of("127.0.0.1", "[::]"),
          List.of("localhost", Machine.ADDRESS6),
          List.of("[::1]", Machine.ADDRESS, "127.0.0.1"));

  @Test
  void listensWhereTheModelSays(@TempDir Path folder) throws IOException, InterruptedException {
    Machine machine = Machine.assume(folder, "memcached", 2);
    ServerTrials.compare("memcached", machine, 10, MemcachedSocketsTest::trial);
  }

  private static ServerTrial trial(Draw draw) {
    List<String> words = new ArrayList<>(List.of("memcached"));
    int options = draw.from(0, 4);
    boolean told = false;
    for (int i = 0; i < options; i++) {
      List<String> option = option(draw);
      // A second list of addresses most likely has one that the first has, too.
      boolean addresses = option.get(0).startsWith("-l") || option.get(0).startsWith("--listen");
      if (!addresses || !told || draw.onceIn(9)) {
        words.addAll(option);
      }
      told |= addresses;
    }
    List<String> started = new ArrayList<>(words);
    started.addAll(List.of("-u", "root"));
    boolean dashes = words.size() > 1 && draw.onceIn(3);
    List<String> command = dashes ? words.subList(1, words.size()) : words;
    return ServerTrial.of("memcached:1.6", command, Map.of()).startedAs(started);
  }

  private static List<String> option(Draw draw) {
    String port = String.valueOf(draw.port());
    return switch (draw.from(0, 11)) {
      case 0 -> List.of("-p", port);
      case 1 -> List.of("-p" + port);
      case 2 -> List.of(draw.one("--port=" + port, "--port=" + port, "--udp-port=0"));
      case 3 -> List.of("--port", port);
      case 4 -> List.of("-l", addresses(draw));
      case 5 -> List.of("-l" + addresses(draw));
      case 6 -> List.of("--listen=" + addresses(draw));
      case 7 -> List.of("--listen", addresses(draw));
      case 8 -> List.of("-U", draw.one("0", "0", "0", port));
      case 9 -> draw.one(List.of("-s", "/srv/memcached.sock"), List.of("-vp", port));
      case 10 ->
          draw.one(List.of("-m", "64"), List.of("-vv"), List.of("-c", "100"), List.of("-t", "2"));
      default ->
          draw.one(
              List.of("-I", "2m"),
              List.of("-o", "modern"),
              List.of("--memory-limit=64"),
              List.of("-A"));
    };
  }

  private static String addresses(Draw draw) {
    return draw.some(2, draw.one(HOSTS)).stream()
        .map(host -> isPorted(host) && draw.onceIn(3) ? host + ":" + draw.port() : host)
        .collect(Collectors.joining(","));
  }

  private static boolean isPorted(String host) {
    return host.startsWith("[") || host.indexOf(':') < 0;
  }
}
