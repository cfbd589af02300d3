package dev.dialtone.format.opentelemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import org.junit.jupiter.api.Test;

class CollectorReaderTest {
  private static final String PIPELINE =
      "service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp/next]}}}\n";

  @Test
  void anEndpointThatIsNotWrittenIsOneOnLocalhost() {
    assertRead(
        "receivers:\n  otlp:\n    protocols:\n      grpc:\n      http: {endpoint: 0.0.0.0:4318}\n"
            + PIPELINE,
        false,
        """
        listens on 4317/tcp (`grpc` 4:7) at LOOPBACK by default (`grpc` 4:7)
        listens on 4318/tcp (`4318` 5:32) at ALL_IPV4 (`0.0.0.0` 5:24)
        listens on 8888/tcp (`pipelines` 6:11) at UNKNOWN by default (`pipelines` 6:11)
        """);
  }

  @Test
  void olderOnesListenEverywhere() {
    assertRead(
        "receivers:\n  otlp:\n    protocols: {grpc: }\n" + PIPELINE,
        true,
        """
        listens on 4317/tcp (`grpc` 3:17) at ALL by default (`grpc` 3:17)
        listens on 8888/tcp (`pipelines` 4:11) at UNKNOWN by default (`pipelines` 4:11)
        """);
  }

  @Test
  void whatNoPipelineNamesIsNotStarted() {
    assertRead(
        """
        receivers:
          zipkin: {endpoint: 127.0.0.1:9411}
          otlp/2: {protocols: {http: {endpoint: "localhost:4318"}}}
        exporters:
          otlp/next: {endpoint: "tempo:4317"}
          otlphttp: {endpoint: "http://loki:3100/otlp"}
          zipkin: {endpoint: "http://zipkin:9411/api/v2/spans"}
          prometheus: {endpoint: "0.0.0.0:8889"}
        extensions:
          health_check: {}
          pprof: {endpoint: ":1777"}
        service:
          extensions: [pprof]
          pipelines:
            traces: {receivers: [otlp/2], exporters: [otlp/next, otlphttp]}
            metrics: {receivers: [otlp/2], exporters: [prometheus]}
        """,
        false,
        """
        listens on 4318/tcp (`4318` 3:52) at LOOPBACK (`localhost` 3:42)
        listens on 1777/tcp (`1777` 11:23) at ALL (`:1777` 11:22)
        listens on 8888/tcp (`extensions` 13:3) at UNKNOWN by default (`extensions` 13:3)
        listens on 8889/tcp (`8889` 8:35) at ALL_IPV4 (`0.0.0.0` 8:27)
        dials grpc host `tempo` 5:26 port `4317` 5:32 as BACKEND
        dials http host `loki` 6:32 port `3100` 6:37 as BACKEND
        """);
  }

  @Test
  void receiversThatNobodyKnowsMayListenToo() {
    assertRead(
        "receivers: {acme: {endpoint: 'x:1'}}\nservice: {pipelines: {logs: {receivers: acme}}}\n",
        false,
        """
        listens on 8888/tcp (`pipelines` 2:11) at UNKNOWN by default (`pipelines` 2:11)
        not complete
        """);
  }

  private static void assertRead(String text, boolean open, String expected) {
    assertEquals(
        expected,
        ShownEndpoints.of(
            CollectorReader.read(new SourceFile(new FilePath("/config.yaml"), text), open)));
  }
}
