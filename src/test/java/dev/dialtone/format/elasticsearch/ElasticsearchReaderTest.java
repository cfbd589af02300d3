package dev.dialtone.format.elasticsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import org.junit.jupiter.api.Test;

class ElasticsearchReaderTest {
  @Test
  void oneAddressCountsForBothSockets() {
    assertRead(
        "cluster.name: x\nnetwork.host: 0.0.0.0\n",
        """
        listens on 9200/tcp (`0.0.0.0` 2:15) at ALL_IPV4 (`0.0.0.0` 2:15)
        listens on 9300/tcp (`0.0.0.0` 2:15) at ALL_IPV4 (`0.0.0.0` 2:15)
        """);
  }

  @Test
  void withoutOneItServesItsOwnMachine() {
    assertRead(
        "cluster.name: x\nhttp.port: 9201-9210\n",
        """
        listens on 9201/tcp (`9201` 2:12) at LOOPBACK by default (`cluster.name` 1:1)
        listens on 9300/tcp (`cluster.name` 1:1) at LOOPBACK by default (`cluster.name` 1:1)
        """);
    assertRead("", "");
  }

  @Test
  void eachSocketMayHaveItsOwn() {
    assertRead(
        """
        network:
          host: _site_
        http:
          host: ["_local_", "_site_"]
        transport:
          host: _eth0_
          tcp.port: 9400
        """,
        """
        listens on 9200/tcp (`_local_` 4:11) at SEVERAL (`_local_` 4:11)
        listens on 9400/tcp (`9400` 7:13) at UNKNOWN (`_eth0_` 6:9)
        """);
    assertRead(
        "network.host: _site_\nnetwork.bind_host: _local:ipv4_\n",
        """
        listens on 9200/tcp (`_local:ipv4_` 2:20) at LOOPBACK (`_local:ipv4_` 2:20)
        listens on 9300/tcp (`_local:ipv4_` 2:20) at LOOPBACK (`_local:ipv4_` 2:20)
        """);
  }

  @Test
  void tellsTheOthersOfItsClusterAnAddress() {
    assertRead(
        """
        network.host: 0.0.0.0
        network.publish_host: es01
        transport.port: 9400
        discovery.seed_hosts: [es02, "es03:9301"]
        """,
        """
        listens on 9200/tcp (`0.0.0.0` 1:15) at ALL_IPV4 (`0.0.0.0` 1:15)
        listens on 9400/tcp (`9400` 3:17) at ALL_IPV4 (`0.0.0.0` 1:15)
        dials elasticsearch host `es02` 4:24 port 9300 from `es02` 4:24 as PEER
        dials elasticsearch host `es03` 4:31 port `9301` 4:36 as PEER
        advertises `es01` 2:23 port `9400` 3:17 on [9400]
        """);
    String all =
        """
        listens on 9200/tcp (`0.0.0.0` 1:15) at ALL_IPV4 (`0.0.0.0` 1:15)
        listens on 9300/tcp (`0.0.0.0` 1:15) at ALL_IPV4 (`0.0.0.0` 1:15)
        """;
    assertRead("network.host: 0.0.0.0\nnetwork.publish_host: _site_\n", all);
    assertRead(
        "network.host: 0.0.0.0\ntransport.publish_host: ${HOST}\nnetwork.publish_host: a\n",
        all + "advertises … from `${HOST}` 2:25 port 9300 from `${HOST}` 2:25 on [9300]\n");
  }

  private static void assertRead(String text, String expected) {
    assertEquals(
        expected,
        ShownEndpoints.of(
            ElasticsearchReader.read(new SourceFile(new FilePath("/elasticsearch.yml"), text))));
  }
}
