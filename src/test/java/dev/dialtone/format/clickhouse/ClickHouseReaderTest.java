package dev.dialtone.format.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.harness.SingleFiles;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClickHouseReaderTest {
  private static final String FOLDER = "/etc/clickhouse-server/";
  private static final String MAIN = FOLDER + "config.xml";
  private static final String DROP_IN = FOLDER + "config.d/ports.xml";

  @Test
  void dropInsMoveTheSocketsOfTheImage() {
    assertRead(
        Map.of(
            DROP_IN,
            "<clickhouse><http_port>8124</http_port><https_port>8443</https_port></clickhouse>"),
        """
        listens on 8124/tcp (`8124` 1:24) at ALL by default (`8124` 1:24) in place of 8123
        listens on 8443/tcp (`8443` 1:52) at ALL by default (`8443` 1:52) in place of 8443
        """);
  }

  @Test
  void hostsAreMergedOneByOne() {
    assertRead(
        Map.of(DROP_IN, "<yandex><listen_host>127.0.0.1</listen_host></yandex>"),
        sockets("ALL_IPV4", "`127.0.0.1` 1:22"));
    assertRead(
        Map.of(
            FOLDER + "config.d/a.xml",
            "<clickhouse><listen_host>127.0.0.1</listen_host></clickhouse>"),
        "");
    assertRead(
        Map.of(
            DROP_IN,
            "<clickhouse><listen_host>127.0.0.1</listen_host><listen_host remove='1'/></clickhouse>"),
        sockets("LOOPBACK_IPV4", "`127.0.0.1` 1:26"));
  }

  @Test
  void aMainFileOfItsOwnIsMergedWithTheDropInOfTheImage() {
    assertRead(
        Map.of(
            MAIN,
            "<clickhouse><tcp_port>9001</tcp_port><listen_host>127.0.0.1</listen_host></clickhouse>"),
        "listens on 9001/tcp (`9001` 1:23) at ALL by default (`9001` 1:23) in place of 9000\n");
  }

  @Test
  void readsYaml() {
    assertRead(
        Map.of(
            FOLDER + "config.d/z.yaml",
            "tcp_port:\n  '@replace': 1\n  '#text': 9001\nlisten_host: [127.0.0.1, '::1']\n"),
        """
        listens on 8123/tcp (`127.0.0.1` 4:15) at LOOPBACK (`127.0.0.1` 4:15) in place of 8123
        listens on 9001/tcp (`9001` 3:12) at LOOPBACK (`127.0.0.1` 4:15) in place of 9000
        listens on 9004/tcp (`127.0.0.1` 4:15) at LOOPBACK (`127.0.0.1` 4:15) in place of 9004
        listens on 9005/tcp (`127.0.0.1` 4:15) at LOOPBACK (`127.0.0.1` 4:15) in place of 9005
        listens on 9009/tcp (`127.0.0.1` 4:15) at LOOPBACK (`127.0.0.1` 4:15) in place of 9009
        """);
  }

  @Test
  void portsComeFromTheEnvironmentToo() {
    assertRead(
        Map.of(
            DROP_IN,
            "<clickhouse><http_port replace='1' from_env='HTTP_PORT'/><tcp_port incl='x' replace='1'/></clickhouse>"),
        """
        listens on 8200/tcp (8200 from `` 1:1) at ALL by default (8200 from `` 1:1) in place of 8123
        listens on ?/tcp (… from `tcp_port` 1:59) at ALL by default (… from `tcp_port` 1:59) in place of 9000
        """);
  }

  @Test
  void whatIsRemovedDoesNotListen() {
    assertRead(
        Map.of(DROP_IN, "<clickhouse><mysql_port remove='remove'/></clickhouse>"),
        "listens on 9004/tcp (`mysql_port` 1:14) at OFF (`mysql_port` 1:14) in place of 9004\n");
  }

  @Test
  void dialsTheOthersOfItsClustersAndItsKeepers() {
    assertRead(
        Map.of(
            DROP_IN,
            """
            <clickhouse>
              <remote_servers><all><shard>
                <replica><host>one</host><port>9000</port></replica>
                <replica><host>two</host></replica>
              </shard></all></remote_servers>
              <zookeeper><node><host>keeper</host><port>9181</port></node></zookeeper>
            </clickhouse>
            """),
        """
        dials zookeeper host `keeper` 6:26 port `9181` 6:45 as BACKEND
        dials clickhouse host `one` 3:20 port `9000` 3:36 as PEER
        dials clickhouse host `two` 4:20 as PEER
        """);
  }

  @Test
  void whatIsNoXmlIsNotComplete() {
    assertRead(Map.of(DROP_IN, "<clickhouse><tcp_port>9001"), "not complete\n");
    assertRead(
        Map.of(DROP_IN, "<clickhouse><include from_zk='/x'/></clickhouse>"), "not complete\n");
  }

  private static String sockets(String scope, String place) {
    StringBuilder expected = new StringBuilder();
    for (int port : new int[] {8123, 9000, 9004, 9005, 9009}) {
      expected.append(
          "listens on %s/tcp (%s) at %s (%s) in place of %s\n"
              .formatted(port, place, scope, place, port));
    }
    return expected.toString();
  }

  private static void assertRead(Map<String, String> files, String expected) {
    Text port = Text.of("8200", new SourceFile(new FilePath("/compose.yaml"), "").span(0, 0));
    Variables environment =
        name ->
            name.equals("HTTP_PORT")
                ? new Variables.Answer.Set(port)
                : new Variables.Answer.Unset();
    List<FilePath> paths = new TreeMap<>(files).keySet().stream().map(FilePath::new).toList();
    assertEquals(
        expected,
        ShownEndpoints.of(ClickHouseReader.read(paths, new SingleFiles(files), environment)));
  }
}
