package dev.dialtone.oracle;

import dev.dialtone.harness.RealServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Starts servers with a network, mounts and processes of their own, which end with them, and looks
 * at their sockets.
 *
 * @param folder a folder of the test's own
 * @param patience how long a server may take until it listens, in seconds
 * @param moved folders of the container that are elsewhere on this machine: in its {@link #ROOM}
 * @param prepare shell commands that are run before each server
 * @param stop the signal that ends a server
 */
record Machine(Path folder, int patience, List<String> moved, String prepare, String stop) {
  /** An address of the machine that is not loopback. */
  static final String ADDRESS = "10.9.8.7";

  /** An IPv6 address of the machine that is not loopback. */
  static final String ADDRESS6 = "fd00::7";

  /** A folder that is empty whenever a server starts. */
  static final String ROOM = "/srv";

  private static final String HOSTS =
      "127.0.0.1 localhost\n::1 localhost ip6-localhost\n" + ADDRESS + " box\n";

  /** Three equal looks at the sockets, and at least one of them: then the server has them all. */
  private static final String SCRIPT =
      """
      ip link set lo up
      ip addr add %1$s/32 dev lo
      ip -6 addr add %2$s/128 dev lo nodad
      for place in %3$s /run; do mount -t tmpfs -o mode=755 none $place || exit 3; done
      cp -r files/. / || exit 3
      mount --bind hosts /etc/hosts
      eval "$PREPARE"
      "$@" >log 2>&1 </dev/null & server=$!
      equal=0
      before=
      for i in $(seq $((PATIENCE * 10))); do
        sleep 0.05
        now=$(ss -Hlntux)
        [ -n "$now" ] && [ "$now" = "$before" ] && equal=$((equal + 1)) || equal=0
        [ $equal -ge 2 ] && break
        kill -0 $server 2>/dev/null || break
        before=$now
      done
      kill -0 $server 2>/dev/null && echo running || echo ended
      echo "$now"
      kill -$STOP $server 2>/dev/null
      for i in $(seq 50); do kill -0 $server 2>/dev/null || exit 0; sleep 0.02; done
      """
          .formatted(ADDRESS, ADDRESS6, ROOM);

  /** A machine for this test; skips the test where there can be none. */
  static Machine assume(Path folder, String program, int patience, String... moved) {
    RealServer.assume(program);
    Assumptions.assumeTrue(RealServer.isOnPath("bash"), "no bash on this machine");
    return new Machine(folder, patience, List.of(moved), "", "KILL");
  }

  /** The same where these shell commands are run before each server, which this signal ends. */
  Machine prepared(String commands, String signal) {
    return new Machine(folder, patience, moved, commands, signal);
  }

  /** The sockets that the server of a trial opens. */
  Sockets run(ServerTrial trial) throws IOException, InterruptedException {
    Path place = Files.createTempDirectory(folder, "trial");
    Files.createDirectories(place.resolve("files"));
    for (Map.Entry<String, String> text : trial.visible().entrySet()) {
      String there = moved(text.getKey());
      if (!there.startsWith(ROOM + "/")) {
        throw new IOException(text.getKey() + " would be written to this machine");
      }
      Path file = place.resolve("files" + there);
      Files.createDirectories(file.getParent());
      Files.writeString(file, moved(text.getValue()));
    }
    Files.writeString(place.resolve("hosts"), HOSTS);
    List<String> words =
        new ArrayList<>(
            List.of("unshare", "-n", "-m", "-p", "-f", "--kill-child", "--mount-proc", "bash"));
    words.addAll(List.of("-c", SCRIPT, "bash"));
    trial.started().forEach(word -> words.add(moved(word)));
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).directory(place.toFile());
    builder.environment().putAll(trial.environment());
    builder.environment().put("PATIENCE", String.valueOf(patience));
    builder.environment().put("PREPARE", prepare);
    builder.environment().put("STOP", stop);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(patience, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the server does not end");
    }
    Path log = place.resolve("log");
    String said = Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
    int state = Math.max(output.indexOf("running\n"), output.indexOf("ended\n"));
    if (state < 0) {
      throw new IOException("the machine cannot be set up: " + output);
    }
    return Sockets.parse(output.substring(state), output.startsWith("running", state), said);
  }

  /** A text with the folders of the container at their places on this machine. */
  private String moved(String text) {
    String there = text;
    for (String each : moved) {
      there = there.replace(each + "/", ROOM + each + "/");
    }
    return there;
  }
}
