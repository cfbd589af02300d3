package dev.dialtone.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.catalogue.ErrorText.Failure;
import dev.dialtone.harness.RealServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lets real clients fail and compares what they print; those that are not installed are left out.
 */
class ErrorTextsOfClientsTest {
  /** No resolver answers to it: RFC 6761. */
  private static final String NOBODY = "nobody.invalid";

  private static final String SOCKETS_OF_JAVA =
      """
      public class Client {
        public static void main(String[] to) throws Exception {
          new java.net.Socket(to[0], Integer.parseInt(to[1]));
        }
      }
      """;

  private static final String SOCKETS_OF_GO =
      """
      package main

      import (
      	"net"
      	"os"
      )

      func main() {
      	_, err := net.Dial("tcp", os.Args[1]+":"+os.Args[2])
      	println(err.Error())
      }
      """;

  private static final String PROXY =
      """
      error_log stderr; pid nginx.pid; events {}
      http { access_log off; server { listen 127.0.0.1:1; location / { proxy_pass http://HOST:80; } } }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Node.js            | node           | node -e ~require('net').connect(PORT,'HOST')~
          libpq              | psql           | psql -h HOST -p PORT -U app app
          pg_isready         | pg_isready     | pg_isready -h HOST -p PORT
          Java               | java           | java Client.java HOST PORT
          Go                 | go             | go run client.go HOST PORT
          Python             | python3        | python3 -c ~import socket; socket.create_connection(('HOST', PORT))~
          Python asyncio     | python3        | python3 -c ~import asyncio; asyncio.run(asyncio.open_connection('HOST', PORT))~
          PHP                | php            | php -r ~fsockopen('HOST', PORT);~
          PHP PDO            | php            | php -r ~new PDO('mysql:host=HOST;port=PORT', 'a', 'b');~
          Ruby               | ruby           | ruby -rsocket -e ~TCPSocket.new('HOST', PORT)~
          Ruby Net::HTTP     | ruby           | ruby -rnet/http -e ~Net::HTTP.get(URI('http://HOST:PORT/'))~
          MariaDB client     | mariadb        | mariadb -h HOST -P PORT
          curl               | curl           | curl -sS http://HOST:PORT/
          busybox wget       | busybox        | busybox wget -O - http://HOST:PORT/
          redis-cli          | redis-cli      | redis-cli -h HOST -p PORT PING
          """)
  void aClientPrintsWhatTheCatalogueSays(String runtime, String program, String command)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(RealServer.isOnPath(program), () -> "no " + program);
    Files.writeString(folder.resolve("Client.java"), SOCKETS_OF_JAVA);
    Files.writeString(folder.resolve("client.go"), SOCKETS_OF_GO);
    int closed = closedPort();

    prints(runtime, Failure.REFUSED, command, "127.0.0.1", closed);
    if (!texts(runtime, Failure.NAME_UNKNOWN).isEmpty()) {
      prints(runtime, Failure.NAME_UNKNOWN, command, NOBODY, closed);
    }
  }

  @Test
  void nginxDoesNotStartWithANameThatNothingAnswersTo() throws IOException, InterruptedException {
    Assumptions.assumeTrue(RealServer.isOnPath("nginx"), "no nginx");
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(configuration, PROXY.replace("HOST", NOBODY));

    prints("nginx", Failure.NAME_UNKNOWN, "nginx -t -c " + configuration, NOBODY, 80);
  }

  private void prints(String runtime, Failure failure, String command, String host, int port)
      throws IOException, InterruptedException {
    String told = command.replace("HOST", host).replace("PORT", Integer.toString(port));
    String output = anyResolver(run(told));
    List<String> expected = new ArrayList<>();
    for (ErrorText text : texts(runtime, failure)) {
      expected.add(anyResolver(text.fill(host, host, port)));
    }
    assertTrue(
        expected.stream().anyMatch(output::contains), () -> expected + "\nis not in\n" + output);
  }

  private static List<ErrorText> texts(String runtime, Failure failure) {
    return Catalogue.bundled().errors().stream()
        .filter(text -> text.runtime().equals(runtime) && text.failure() == failure)
        .toList();
  }

  /** A machine without name servers gives another reason, and Go names the server it asked. */
  private static String anyResolver(String text) {
    return text.replace("Temporary failure in name resolution", "Name or service not known")
        .replace("[Errno -3]", "[Errno -2]")
        .replaceAll("(lookup " + NOBODY + ") on \\S+", "$1")
        .replace("(-3)", "(-2)")
        .replace("EAI_AGAIN", "ENOTFOUND");
  }

  private String run(String command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    int quote = command.indexOf('~');
    words.addAll(List.of((quote < 0 ? command : command.substring(0, quote).strip()).split(" ")));
    if (quote >= 0) {
      words.add(command.substring(quote + 1, command.length() - 1));
    }
    Process process =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void everyFailureOfADialHasAGeneralText() {
    assertEquals(
        List.of(1, 1, 1, 1),
        List.of(Failure.REFUSED, Failure.NAME_UNKNOWN, Failure.TIMEOUT, Failure.UNREACHABLE)
            .stream()
            .map(failure -> texts("operating system", failure).size())
            .toList());
  }
}
