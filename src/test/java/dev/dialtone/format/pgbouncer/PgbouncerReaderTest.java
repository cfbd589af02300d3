package dev.dialtone.format.pgbouncer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import org.junit.jupiter.api.Test;

class PgbouncerReaderTest {
  @Test
  void databasesAreDialledAndTheSocketIsItsOwn() {
    assertRead(
        """
        ; comment
        [databases]
        app = host=db port=5433 dbname=app
        two = host='a,b'
        local = host=/run/postgresql dbname=app
        * = host=fallback user='x y'
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = 6433
        """,
        """
        listens on 6433/tcp (`6433` 9:15) at LOOPBACK_IPV4 (`127.0.0.1` 8:15)
        dials postgresql host `db` 3:12 port `5433` 3:20 as BACKEND
        dials postgresql host `a` 4:13 port 5432 from `a` 4:13 as BACKEND
        dials postgresql host `b` 4:15 port 5432 from `b` 4:15 as BACKEND
        dials postgresql host `fallback` 6:10 port 5432 from `fallback` 6:10 as BACKEND
        """);
  }

  @Test
  void withoutAnAddressThereIsNoSocket() {
    assertRead(
        "[pgbouncer]\npool_mode = session\n",
        "listens on 6432/tcp (`pool_mode` 2:1) at OFF (`pool_mode` 2:1)\n");
  }

  @Test
  void whereItsSectionBeginsAgainNothingIsSaid() {
    assertRead(
        "[pgbouncer]\nlisten_addr = *\nlisten_port = 6434\n[databases]\n[pgbouncer]\nlisten_port = 6435\n",
        "listens on 6435/tcp (`6435` 6:15) at OFF (`listen_addr` 2:1)\n");
    assertRead(
        "[pgbouncer]\nlisten_port = 6434\n%include /other.ini\nlisten_addr = *\n",
        """
        listens on ?/tcp (`*` 4:15) at ALL (`*` 4:15)
        includes `/other.ini` 3:10
        not complete
        """);
  }

  @Test
  void aPortTakesNoQuotes() {
    assertRead(
        "[pgbouncer]\nlisten_addr = ::\nlisten_port = '6434'\n",
        """
        listens on ?/tcp (`'6434'` 3:15) at ALL_IPV6 (`::` 2:15)
        REJECTED `'6434'` 3:15: PgBouncer does not start: it takes quotes for a part of it
        not complete
        """);
  }

  @Test
  void whatIsIncludedMaySayMore() {
    assertRead(
        "%include /other.ini\n[pgbouncer]\npool_mode = session\n",
        """
        listens on 6432/tcp (`pool_mode` 3:1) at UNKNOWN by default (`pool_mode` 3:1)
        includes `/other.ini` 1:10
        not complete
        """);
  }

  @Test
  void whatIsFilledInIsNotKnown() {
    assertRead(
        "[databases]\napp = host=${DB} port=5432\n[pgbouncer]\nlisten_addr = *, ::\n",
        """
        listens on 6432/tcp (`*, ::` 4:15) at ALL (`*, ::` 4:15)
        dials postgresql host … from `${DB}` 2:12 port `5432` 2:23 as BACKEND
        """);
  }

  private static void assertRead(String text, String expected) {
    assertEquals(
        expected,
        ShownEndpoints.of(
            PgbouncerReader.read(new SourceFile(new FilePath("/pgbouncer.ini"), text))));
  }
}
