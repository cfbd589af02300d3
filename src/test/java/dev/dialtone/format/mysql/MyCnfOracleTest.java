package dev.dialtone.format.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.RealServer;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same sockets as a real MariaDB has; skipped without one. */
class MyCnfOracleTest {
  @TempDir private Path folder;

  @BeforeAll
  static void needsMariaDb() {
    RealServer.assume("mariadbd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[mysqld]\nport=3301",
        "[mysqld]\nbind-address=127.0.0.1\n[client]\nport=3302",
        "[mysqld]\nbind_address=127.0.0.1\nloose-port = '3303' # not 3304\n[server]\nport=3305",
        "[mysqld]\nbind-address=127.0.0.1\n[mariadb]\nbind-addr=*",
        "[mysqld]\nport=3306\nskip-networking",
        "[mysqld]\nskip-networking\nport=3307\nskip_networking=OFF",
        "[mysqld]\nextra-port=3308\nport=\"3309\"\n bind-address = \"127.0.0.1\"",
        "[mysqld]\nport=0\n; x\n#y\n\n[mysql]\nbind-address=1"
      })
  void listensWhereTheServerDoes(String text) throws IOException, InterruptedException {
    Path file = folder.resolve("my.cnf");
    Files.writeString(file, text + "\n");
    List<String> sockets =
        RealServer.sockets(
            "mariadbd",
            "--defaults-file=" + file,
            "--user=root",
            "--datadir=" + folder,
            "--socket=" + folder.resolve("socket"),
            "--pid-file=" + folder.resolve("pid"),
            "--skip-grant-tables",
            "--innodb-buffer-pool-size=8M",
            "--innodb-log-file-size=4M");
    assertEquals(sockets, RealServer.sockets(read(text).facts()));
  }

  private static Reading<Endpoints> read(String text) {
    FilePath path = new FilePath("/etc/mysql/my.cnf");
    return MyCnfReader.read(List.of(path), new MemoryWorkspace(Map.of(path.value(), text)), false);
  }
}
