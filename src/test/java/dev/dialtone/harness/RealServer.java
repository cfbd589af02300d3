package dev.dialtone.harness;

import dev.dialtone.model.BindScope;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.facts.Endpoints;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Starts real servers in network namespaces of their own, and looks at what they listen on. */
public final class RealServer {
  private static final long PATIENCE_SECONDS = 20;

  private RealServer() {}

  /** Skips the test where the program, or the right to make a namespace, is missing. */
  public static void assume(String program) {
    for (String needed : List.of(program, "unshare", "ss", "ip", "timeout")) {
      Assumptions.assumeTrue(isOnPath(needed), () -> "no " + needed + " on this machine");
    }
    try {
      Process process = start("true");
      Assumptions.assumeTrue(process.waitFor() == 0, "no network namespaces on this machine");
    } catch (IOException e) {
      Assumptions.abort("no network namespaces on this machine");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The first of the programs that is there; skips the test where none is. */
  public static String assumeAny(String... programs) {
    String found = Stream.of(programs).filter(RealServer::isOnPath).findFirst().orElse(programs[0]);
    assume(found);
    return found;
  }

  /** The sockets of a server that stays in the foreground: {@code port loopback|other}, sorted. */
  public static List<String> sockets(String... command) throws IOException, InterruptedException {
    // Two equal looks at the sockets, and at least one of them: then the server is done with them.
    Process process =
        start(
            """
            "$@" >/dev/null 2>&1 & server=$!
            before=
            for i in $(seq 100); do
              sleep 0.1
              now=$(ss -Hltn | awk '{print $4}' | sort -u)
              [ -n "$now" ] && [ "$now" = "$before" ] && break
              kill -0 $server 2>/dev/null || break
              before=$now
            done
            kill $server
            wait $server
            echo "$now"
            """,
            command);
    String output = output(process);
    Set<String> sockets = new TreeSet<>();
    for (String line : output.lines().filter(line -> !line.isBlank()).toList()) {
      int colon = line.lastIndexOf(':');
      String host = line.substring(0, colon);
      boolean loopback =
          host.startsWith("127.") || host.equals("[::1]") || host.startsWith("[::ffff:127.");
      sockets.add(line.substring(colon + 1) + (loopback ? " loopback" : " other"));
    }
    return List.copyOf(sockets);
  }

  /** The TCP sockets that a reader found, in the same words. */
  public static List<String> sockets(Endpoints endpoints) {
    Set<String> sockets = new TreeSet<>();
    for (Endpoints.Bind bind : endpoints.binds()) {
      if (bind.protocol() == Protocol.TCP && bind.scope() != BindScope.OFF) {
        String port = bind.port().known().isEmpty() ? "?" : bind.port().known().get(0).toString();
        sockets.add(port + (bind.scope().isLoopback() ? " loopback" : " other"));
      }
    }
    return List.copyOf(sockets);
  }

  /** What a command says when it fails; empty if it does not. */
  public static String errors(String... command) throws IOException, InterruptedException {
    Process process = start("exec \"$@\" 2>&1", command);
    String output = output(process);
    return process.exitValue() == 0 ? "" : output.isEmpty() ? "it fails" : output;
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroy();
      throw new IOException("the server does not end");
    }
    return output;
  }

  private static Process start(String script, String... command) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("unshare", "-n", "timeout", String.valueOf(PATIENCE_SECONDS), "sh", "-c"));
    words.add("ip link set lo up\n" + script);
    words.add("sh");
    words.addAll(List.of(command));
    return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Whether a program is installed. */
  public static boolean isOnPath(String program) {
    return Files.isExecutable(onPath(program));
  }

  /** The program of this name on the path, or a file that does not exist. */
  public static Path onPath(String program) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, program);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    return Path.of("/nowhere", program);
  }
}
