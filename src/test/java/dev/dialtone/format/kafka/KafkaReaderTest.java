package dev.dialtone.format.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.format.kafka.KafkaReader.VariableUse;
import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaReaderTest {
  @Test
  void listensOnEachOfItsListeners() {
    assertRead(
        """
        listeners = PLAINTEXT://:9092, \\
          HOST://127.0.0.1:29092,SIX://[::1]:9094
        """,
        """
        listens on 9092/tcp (`9092` 1:26) at ALL by default (`9092` 1:26)
        listens on 29092/tcp (`29092` 2:20) at LOOPBACK_IPV4 (`127.0.0.1:29092` 2:10)
        listens on 9094/tcp (`9094` 2:38) at LOOPBACK_IPV6 (`[::1]:9094` 2:32)
        advertises PLAINTEXT `` 1:25 port `9092` 1:26 on [9092]
        advertises HOST `127.0.0.1` 2:10 port `29092` 2:20 on [29092]
        advertises SIX `::1` 2:33 port `9094` 2:38 on [9094]
        """);
  }

  @Test
  void toJavaTheWildcardOfIpv4IsThatOfIpv6Too() {
    assertRead(
        "listeners=PLAINTEXT://0.0.0.0:9092\nadvertised.listeners=PLAINTEXT://kafka:9092\n",
        """
        listens on 9092/tcp (`9092` 1:31) at ALL (`0.0.0.0` 1:23)
        advertises PLAINTEXT `kafka` 2:34 port `9092` 2:40 on [9092]
        """);
  }

  @Test
  void withoutListenersThereIsOne() {
    assertRead(
        "broker.id=1\n",
        """
        listens on 9092/tcp (`1` 1:11) at ALL by default (`1` 1:11)
        advertises PLAINTEXT `` 1:11 on [9092]
        """);
    assertRead("# nothing\n", "not complete\n");
    assertRead("port=9093\nhost.name=127.0.0.1\n", "not complete\n");
  }

  @Test
  void theListenersOfControllersAreForNoClient() {
    assertRead(
        """
        process.roles=broker,controller
        listeners=PLAINTEXT://:9092,CONTROLLER://0.0.0.0:9093
        controller.listener.names=CONTROLLER
        controller.quorum.voters=1@one:9093,2@two:9093
        zookeeper.connect=zoo:2181
        """,
        """
        listens on 9092/tcp (`9092` 2:24) at ALL by default (`9092` 2:24)
        listens on 9093/tcp (`9093` 2:50) at ALL (`0.0.0.0:9093` 2:42)
        dials kafka host `one` 4:28 port `9093` 4:32 as PEER
        dials kafka host `two` 4:39 port `9093` 4:43 as PEER
        advertises PLAINTEXT `` 2:23 port `9092` 2:24 on [9092]
        """);
  }

  @Test
  void dialsItsQuorumOrZookeeper() {
    assertRead(
        "controller.quorum.bootstrap.servers=one:9093\nzookeeper.connect=zoo1:2181,zoo2/kafka\n",
        """
        listens on 9092/tcp (`one:9093` 1:37) at ALL by default (`one:9093` 1:37)
        dials kafka host `one` 1:37 port `9093` 1:41 as PEER
        dials zookeeper host `zoo1` 2:19 port `2181` 2:24 as BACKEND
        dials zookeeper host `zoo2` 2:29 as BACKEND
        advertises PLAINTEXT `` 1:37 on [9092]
        """);
  }

  @Test
  void whatIsFilledInOrWrittenInPartIsNotKnown() {
    assertRead(
        "listeners=PLAINTEXT://${env:HOST}:9092\n",
        """
        listens on 9092/tcp (`9092` 1:35) at UNKNOWN (… from `${env:HOST}` 1:23)
        advertises PLAINTEXT … from `${env:HOST}` 1:23 port `9092` 1:35 on [9092]
        """);
    assertRead("listeners=PLAINTEXT://kafka\n", "not complete\n");
  }

  @Test
  void variablesThatAreAppendedWin() {
    String file = "listeners=A://127.0.0.1:9092\nadvertised.listeners=A://localhost:9092\n";
    assertRead(
        file, Map.of("KAFKA_ADVERTISED_LISTENERS", "A://kafka:9092"), VariableUse.APPENDED, "");
    assertRead(
        file,
        Map.of("KAFKA_LISTENERS", "A://:19092"),
        VariableUse.APPENDED,
        "advertises A `localhost` 2:26 port `9092` 2:36 on [19092]\n");
    assertRead(
        file,
        Map.of("KAFKA_LISTENERS", "A://:19092"),
        VariableUse.NONE,
        """
        listens on 9092/tcp (`9092` 1:25) at LOOPBACK_IPV4 (`127.0.0.1` 1:15)
        advertises A `localhost` 2:26 port `9092` 2:36 on [9092]
        """);
  }

  @Test
  void orAreReadInItsPlace() {
    assertRead("listeners=A://:9095\n", Map.of("KAFKA_NODE_ID", "1"), VariableUse.INSTEAD, "");
    assertRead(
        "listeners=A://:9095\n",
        Map.of(),
        VariableUse.INSTEAD,
        """
        listens on 9095/tcp (`9095` 1:16) at ALL by default (`9095` 1:16)
        advertises A `` 1:15 port `9095` 1:16 on [9095]
        """);
  }

  @Test
  void whatTheVirtualMachineIsToldMayOpenFurtherPorts() {
    assertRead(
        "listeners=A://:9095\n",
        Map.of("KAFKA_OPTS", "-javaagent:/agent.jar=7071:/agent.yml"),
        VariableUse.NONE,
        """
        listens on 9095/tcp (`9095` 1:16) at ALL by default (`9095` 1:16)
        advertises A `` 1:15 port `9095` 1:16 on [9095]
        not complete
        """);
  }

  private static void assertRead(String text, String expected) {
    assertRead(text, Map.of(), VariableUse.APPENDED, expected);
  }

  private static void assertRead(
      String text, Map<String, String> environment, VariableUse use, String expected) {
    FilePath path = new FilePath("/mnt/shared/config/server.properties");
    SourceFile variables = new SourceFile(new FilePath("/compose.yaml"), "");
    Variables lookup =
        name ->
            environment.containsKey(name)
                ? new Variables.Answer.Set(
                    Text.of(environment.getOrDefault(name, ""), variables.span(0, 0)))
                : new Variables.Answer.Unset();
    assertEquals(
        expected,
        ShownEndpoints.of(
            KafkaReader.read(
                List.of(path), new MemoryWorkspace(Map.of(path.value(), text)), lookup, use)));
  }
}
