package dev.dialtone.format.grafana;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import org.junit.jupiter.api.Test;

class DataSourcesReaderTest {
  @Test
  void dialsWhatItDoesNotLeaveToTheBrowser() {
    assertRead(
        """
        apiVersion: 1
        datasources:
          - {name: a, type: prometheus, url: "http://metrics:9090"}
          - {name: b, type: loki, access: proxy, url: http://logs:3100/path}
          - {name: c, type: influxdb, access: server, url: https://influx}
          - {name: d, type: prometheus, access: direct, url: http://localhost:9091}
          - {name: e, type: prometheus, access: browser, url: http://localhost:9092}
        deleteDatasources:
          - {name: f, url: http://gone:1}
        """,
        """
        dials http host `metrics` 3:46 port `9090` 3:54 as BACKEND
        dials http host `logs` 4:54 port `3100` 4:59 as BACKEND
        dials https host `influx` 5:60 as BACKEND
        """);
  }

  @Test
  void dialsDatabasesByHostAndPort() {
    assertRead(
        """
        datasources:
          - {type: postgres, url: "pg:5432"}
          - {type: grafana-postgresql-datasource, url: timescale}
          - {type: mysql, url: "maria:3307"}
          - {type: mssql, url: sql:1434}
          - {type: testdata, url: word}
        """,
        """
        dials postgresql host `pg` 2:28 port `5432` 2:31 as BACKEND
        dials postgresql host `timescale` 3:48 as BACKEND
        dials mysql host `maria` 4:25 port `3307` 4:31 as BACKEND
        dials sqlserver host `sql` 5:24 port `1434` 5:28 as BACKEND
        """);
  }

  @Test
  void leavesVariablesOpen() {
    assertRead(
        """
        datasources:
          - {type: prometheus, url: "http://$HOST:9090"}
          - {type: prometheus, url: "http://metrics:${PORT}"}
          - {type: prometheus, url: "$__file{/run/secrets/url}"}
          - {type: prometheus, url: $URL}
        """,
        """
        dials http host … from `$HOST` 2:37 port `9090` 2:43 as BACKEND
        dials http host `metrics` 3:37 port … from `${PORT}` 3:45 as BACKEND
        """);
  }

  private static void assertRead(String text, String expected) {
    SourceFile file = new SourceFile(new FilePath("datasources.yml"), text);
    assertEquals(expected, ShownEndpoints.of(DataSourcesReader.read(file)));
  }
}
