package dev.dialtone.format.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MyCnfReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1            | LOOPBACK_IPV4",
        "localhost            | LOOPBACK",
        "127.0.0.1,172.20.0.2 | SEVERAL",
        "db                   | ADDRESS",
        "*                    | ALL",
        "0.0.0.0              | ALL_IPV4",
        "::                   | UNKNOWN"
      })
  void theWidestAddressCounts(String address, String scope) {
    assertRead(
        "[mysqld]\nbind-address = " + address + "\n",
        "listens on 3306/tcp (`bind-address = %s` 2:1) at %s (`%s` 2:16)\n"
            .formatted(address, scope, address));
  }

  @Test
  void aFurtherPortLeavesTheUsualOne() {
    assertRead(
        "[mysqld]\nextra-port = 3310\n",
        """
        listens on 3306/tcp (`extra-port = 3310` 2:1) at ALL by default (`extra-port = 3310` 2:1)
        listens on 3310/tcp (`3310` 2:14) at UNKNOWN by default (`extra-port = 3310` 2:1)
        """);
  }

  @Test
  void onlyTheGroupsOfServersCountAndTheLastOptionWins() {
    assertRead(
        """
        [client]
        port = 3301
        [mysqld  ]
        bind_address=127.0.0.1
        port=3302
        [mysqldump]
        port=3303
        [server]
        loose-port = 3304
        """,
        """
        listens on 3304/tcp (`3304` 9:14) at LOOPBACK_IPV4 (`127.0.0.1` 4:14)
        """);
  }

  @Test
  void optionsThatSayNothingOfSocketsSayNothing() {
    assertRead("[mysqld]\nmax_connections=100\nskip-name-resolve\n", "");
    assertRead("", "");
  }

  @Test
  void withoutAnAddressItListensEverywhere() {
    assertRead(
        "[mysqld]\nport=3305\n",
        """
        listens on 3305/tcp (`3305` 2:6) at ALL by default (`port=3305` 2:1)
        """);
    assertRead(
        "[mysqld]\nport=0\n",
        """
        listens on 3306/tcp (`port=0` 2:1) at ALL by default (`port=0` 2:1)
        """);
  }

  @Test
  void theNetworkMayBeSwitchedOff() {
    assertRead(
        "[mysqld]\nport=3307\nskip-networking\n",
        "listens on 3307/tcp (`3307` 2:6) at OFF (`skip-networking` 3:1)\n");
    assertRead(
        "[mysqld]\nport=3307\nskip_networking=ON\n",
        "listens on 3307/tcp (`3307` 2:6) at OFF (`skip_networking=ON` 3:1)\n");
    assertRead(
        "[mysqld]\nport=3307\nskip-networking=0\n",
        """
        listens on 3307/tcp (`3307` 2:6) at ALL by default (`port=3307` 2:1)
        """);
  }

  @Test
  void furtherSocketsHaveAddressesOfTheirOwn() {
    assertRead(
        """
        [mysqld]
        mysqlx-bind-address=127.0.0.1
        admin-address=127.0.0.2
        admin-port=3308
        bind-addr=10.0.0.1
        extra-port=3309
        """,
        """
        listens on 3306/tcp (`bind-addr=10.0.0.1` 5:1) at ADDRESS (`10.0.0.1` 5:11)
        listens on 3309/tcp (`3309` 6:12) at ADDRESS (`10.0.0.1` 5:11)
        listens on 33060/tcp (`mysqlx-bind-address=127.0.0.1` 2:1) at LOOPBACK_IPV4 (`127.0.0.1` 2:21)
        listens on 3308/tcp (`3308` 4:12) at LOOPBACK_IPV4 (`127.0.0.2` 3:15)
        """);
  }

  @Test
  void quotesAreTakenOffAndCommentsBehindAnOptionIgnored() {
    assertRead(
        """
        ; a comment
        [mysqld] # the server
        bind-address = "127.0.0.1" # not 0.0.0.0
        port='3310'
        init-connect = 'set x = "#"' # y
        """,
        """
        listens on 3310/tcp (`3310` 4:7) at LOOPBACK_IPV4 (`127.0.0.1` 3:17)
        """);
  }

  @Test
  void whatHoldsForOneVersionIsNotSure() {
    assertRead(
        "[mysqld]\nport=3311\n[mysqld-8.4]\nbind-address=127.0.0.1\n",
        """
        listens on 3311/tcp (`3311` 2:6) at UNKNOWN by default (`port=3311` 2:1)
        not complete
        """);
  }

  @Test
  void whatIsFilledInLaterIsNotKnown() {
    assertRead(
        "[mysqld]\nbind-address=${ADDRESS}\nport={{ port }}\n",
        """
        listens on ?/tcp (… from `{{ port }}` 3:6) at UNKNOWN (… from `${ADDRESS}` 2:14)
        """);
  }

  @Test
  void filesAndFoldersAreIncludedInTheirPlace() {
    Map<String, String> files =
        Map.of(
            "/etc/mysql/my.cnf",
            "[mysqld]\nport=3312\n!includedir /etc/mysql/conf.d/\n!include /etc/last.cnf\n",
            "/etc/mysql/conf.d/b.cnf",
            "[mysqld]\nbind-address=127.0.0.1\nport=3313\n",
            "/etc/mysql/conf.d/c.txt",
            "[mysqld]\nport=3314\n",
            "/etc/last.cnf",
            "[mariadb]\nbind-address=0.0.0.0\n");
    assertFiles(
        files,
        """
        listens on 3313/tcp (`3313` 3:6) at ALL_IPV4 (`0.0.0.0` 2:14)
        """);
  }

  @Test
  void includesThatCannotBeSeenAreTold() {
    assertRead(
        "[mysqld]\nport=3315\n!includedir /etc/mysql/conf.d\n!include /root/.my.cnf\n",
        """
        listens on 3315/tcp (`3315` 2:6) at ALL by default (`port=3315` 2:1)
        includes /etc/mysql/conf.d/*.cnf from `/etc/mysql/conf.d` 3:13
        includes `/root/.my.cnf` 4:10
        """);
  }

  @Test
  void anIncludeOfItselfEnds() {
    assertRead(
        "[mysqld]\nport=3316\n!include /etc/mysql/my.cnf\n",
        """
        listens on 3316/tcp (`3316` 2:6) at ALL by default (`port=3316` 2:1)
        includes `/etc/mysql/my.cnf` 3:10
        """);
  }

  @Test
  void linesThatNoProgramTakesAreProblems() {
    assertRead(
        "port=3317\n[mysqld\nport=3318\n",
        """
        SYNTAX `port=3317` 1:1: an option needs a group above it, such as `[mysqld]`
        SYNTAX `[mysqld` 2:1: the name of a group needs a `]` behind it
        SYNTAX `port=3318` 3:1: an option needs a group above it, such as `[mysqld]`
        not complete
        """);
  }

  private static void assertRead(String text, String expected) {
    assertFiles(Map.of("/etc/mysql/my.cnf", text), expected);
  }

  private static void assertFiles(Map<String, String> files, String expected) {
    assertEquals(
        expected,
        ShownEndpoints.of(
            MyCnfReader.read(
                List.of(new FilePath("/etc/mysql/my.cnf")), new MemoryWorkspace(files), false)));
  }
}
