package dev.dialtone.format.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import org.junit.jupiter.api.Test;

class PrometheusReaderTest {
  @Test
  void dialsTheTargetsOfEveryJobByItsScheme() {
    assertRead(
        """
        scrape_configs:
          - job_name: plain
            static_configs:
              - targets: ["api:8001", 'worker:8002']
              - targets: [cache]
                labels: {zone: a}
          - job_name: secure
            scheme: https
            static_configs:
              - targets:
                  - vault:8200
                  - "[fd00::1]:8201"
        """,
        """
        dials http host `api` 4:20 port `8001` 4:24 as SCRAPE
        dials http host `worker` 4:32 port `8002` 4:39 as SCRAPE
        dials http host `cache` 5:19 as SCRAPE
        dials https host `vault` 11:13 port `8200` 11:19 as SCRAPE
        dials https host `fd00::1` 12:15 port `8201` 12:24 as SCRAPE
        """);
  }

  @Test
  void sendsAlertsAndSamples() {
    assertRead(
        """
        alerting:
          alertmanagers:
            - static_configs: [{targets: [alerts:9093]}]
        remote_write:
          - url: http://store:9009/api/v1/push
        remote_read:
          - url: "https://user:pass@reader/read"
        """,
        """
        dials http host `alerts` 3:35 port `9093` 3:42 as SCRAPE
        dials http host `store` 5:17 port `9009` 5:23 as SCRAPE
        dials https host `reader` 7:29 as SCRAPE
        """);
  }

  @Test
  void dialsTheExporterThatARuleNamesInPlaceOfTheTargets() {
    assertRead(
        """
        scrape_configs:
          - job_name: blackbox
            static_configs: [{targets: ["http://shop:8080/health"]}]
            relabel_configs:
              - source_labels: [__address__]
                target_label: __param_target
              - target_label: __address__
                replacement: blackbox:9115
        """,
        """
        dials http host `blackbox` 8:22 port `9115` 8:31 as SCRAPE
        """);
  }

  @Test
  void saysNothingWhereRulesComputeTheAddress() {
    assertRead(
        """
        scrape_configs:
          - static_configs: [{targets: [api:8001]}]
            relabel_configs:
              - source_labels: [__address__]
                regex: (.+):.*
                target_label: __address__
                replacement: $1:9100
          - static_configs: [{targets: [api:8002]}]
            relabel_configs: [{source_labels: [job], action: drop, regex: x}]
          - static_configs: [{targets: [api:8003]}]
            relabel_configs: [{target_label: instance, replacement: api}]
        """,
        """
        dials http host `api` 10:33 port `8003` 10:37 as SCRAPE
        """);
  }

  @Test
  void leavesDiscoveredTargetsAlone() {
    assertRead(
        """
        scrape_configs:
          - dns_sd_configs: [{names: [tasks.api], port: 8001, type: A}]
          - file_sd_configs: [{files: [targets.json]}]
          - kubernetes_sd_configs: [{role: pod}]
        """,
        "");
  }

  @Test
  void dialsTheProxyThatAJobGoesThrough() {
    assertRead(
        """
        scrape_configs:
          - proxy_url: http://pushprox:8080
            static_configs: [{targets: [behind:9100]}]
        """,
        """
        dials http host `pushprox` 2:23 port `8080` 2:32 as SCRAPE
        """);
  }

  @Test
  void knowsNoTargetThatIsFilledIn() {
    assertRead(
        """
        scrape_configs:
          - static_configs:
              - targets: ["${API_HOST}:8001", "api:${API_PORT}", "{{ host }}:8002"]
        """,
        """
        dials http host … from `${API_HOST}` 3:20 port `8001` 3:32 as SCRAPE
        dials http host `api` 3:40 port … from `${API_PORT}` 3:44 as SCRAPE
        dials http host … from `{{ host }}` 3:59 port `8002` 3:70 as SCRAPE
        """);
  }

  @Test
  void followsAnchorsAndMerges() {
    assertRead(
        """
        x: &job
          scheme: https
          static_configs: &targets
            - targets: [one:8001]
        scrape_configs:
          - <<: *job
          - {job_name: two, static_configs: *targets}
        """,
        """
        dials https host `one` 4:17 port `8001` 4:21 as SCRAPE
        dials http host `one` 4:17 port `8001` 4:21 as SCRAPE
        """);
  }

  @Test
  void survivesWhatIsNoConfiguration() {
    assertRead("scrape_configs: nothing\n", "");
    assertRead("- a\n- b\n", "");
    assertRead("", "");
    assertRead("scrape_configs:\n  - static_configs: [{targets: {a: b}}, 5, ~]\n", "");
  }

  private static void assertRead(String text, String expected) {
    SourceFile file = new SourceFile(new FilePath("prometheus.yml"), text);
    assertEquals(expected, ShownEndpoints.of(PrometheusReader.read(file)));
  }
}
