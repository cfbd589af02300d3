package dev.dialtone.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.harness.RealServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures what clients make of {@code localhost} where it has two addresses: the table of DT305.
 * Needs root, util-linux and iproute2; clients that are not installed are left out.
 */
final class LocalhostClientsTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path SCRIPT = Path.of("src/test/python/localhost_clients.py");
  private static final String URL = "http://localhost:{port}/";
  private static final String OLD_NODE = "--no-network-family-autoselection";

  private static final String GO =
      """
      package main

      import (
      	"net/http"
      	"os"
      )

      func main() { http.Get("http://localhost:" + os.Args[1] + "/") }
      """;

  /** What becomes of a client: it reaches a server on IPv4 only, one on IPv6 only. */
  private record Reached(String client, boolean ipv4, boolean ipv6) {}

  private record Client(Reached expected, List<String> command) {}

  private static Client both(String name, String... command) {
    return new Client(new Reached(name, true, true), List.of(command));
  }

  private static Client ipv6Only(String name, String... command) {
    return new Client(new Reached(name, false, true), List.of(command));
  }

  private static Client ipv4Only(String name, String... command) {
    return new Client(new Reached(name, true, false), List.of(command));
  }

  private static List<Client> clients(Path folder) throws IOException, InterruptedException {
    List<Client> clients = new ArrayList<>();
    clients.add(ipv6Only("busybox wget", "busybox", "wget", "-q", "-O", "-", URL));
    clients.add(ipv6Only("busybox wget --spider", "busybox", "wget", "-q", "--spider", URL));
    clients.add(ipv6Only("node 18 fetch", "node", OLD_NODE, "-e", "fetch('" + URL + "')"));
    clients.add(
        ipv6Only("node 18 net", "node", OLD_NODE, "-e", "net.connect({port}, 'localhost')"));
    clients.add(both("node fetch", "node", "-e", "fetch('" + URL + "')"));
    clients.add(both("node net", "node", "-e", "net.connect({port}, 'localhost')"));
    clients.add(both("curl", "curl", "-s", URL));
    clients.add(both("wget", "wget", "-q", "-O", "-", "-t", "1", URL));
    clients.add(
        both("python", "python3", "-c", "import urllib.request as r; r.urlopen('" + URL + "')"));
    clients.add(
        ipv4Only(
            "python socket",
            "python3",
            "-c",
            "import socket; socket.socket().connect(('localhost', {port}))"));
    clients.add(both("php", "php", "-r", "fsockopen('localhost', {port});"));
    clients.add(both("psql", "psql", "-h", "localhost", "-p", "{port}", "-U", "app", "app"));
    clients.add(both("bash", "bash", "-c", "exec 3<>/dev/tcp/localhost/{port}"));
    clients.add(ipv4Only("redis-cli", "redis-cli", "-h", "localhost", "-p", "{port}", "PING"));
    clients.add(
        both("mysql", "mariadb", "-h", "localhost", "--protocol=tcp", "-P", "{port}", "-e", ""));
    if (RealServer.isOnPath("go")) {
      Path source = Files.writeString(folder.resolve("client.go"), GO);
      String program = folder.resolve("client").toString();
      Process build =
          new ProcessBuilder("go", "build", "-o", program, source.toString()).inheritIO().start();
      assertEquals(0, build.waitFor());
      clients.add(both("go", program, "{port}"));
    }
    return clients.stream().filter(client -> isInstalled(client.command().get(0))).toList();
  }

  private static boolean isInstalled(String program) {
    return program.startsWith("/") || RealServer.isOnPath(program);
  }

  @Test
  void clientsDoWithLocalhostWhatTheTableSays(@TempDir Path folder) throws Exception {
    // It waits for real programs: a busy machine would fail it.
    Assumptions.assumeTrue(
        Boolean.getBoolean("dialtone.localhost"), "set -Ddialtone.localhost=true");
    RealServer.assume("python3");
    List<Client> clients = clients(folder);
    assertTrue(clients.size() >= 3, "only " + clients.size() + " clients are installed");
    Process process = new ProcessBuilder("python3", SCRIPT.toString()).start();
    try (var input = process.getOutputStream()) {
      input.write(JSON.writeValueAsBytes(clients.stream().map(Client::command).toList()));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), errors);
    JsonNode answers = JSON.readTree(output);
    List<Reached> measured = new ArrayList<>();
    for (int i = 0; i < clients.size(); i++) {
      JsonNode answer = answers.get(i);
      String name = clients.get(i).expected().client();
      measured.add(new Reached(name, answer.get(0).asBoolean(), answer.get(1).asBoolean()));
    }
    assertEquals(clients.stream().map(Client::expected).toList(), measured);
  }
}
