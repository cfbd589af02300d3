package dev.dialtone.format.prometheus;

import dev.dialtone.format.FilledIn;
import dev.dialtone.format.Targets;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.Endpoints.Role;
import dev.dialtone.model.facts.Endpoints.Target;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import dev.dialtone.syntax.yaml.YamlStream;
import dev.dialtone.syntax.yaml.YamlTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code prometheus.yml}: targets that are written down, not those that a discovery finds.
 * Where Prometheus itself listens, only its command line says.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/">
 *     Prometheus, Configuration</a>
 */
public final class PrometheusReader {
  private final List<Target> targets = new ArrayList<>();

  private PrometheusReader() {}

  /** Whom the server dials. */
  public static Reading<Endpoints> read(SourceFile file) {
    YamlStream stream = YamlReader.read(file);
    PrometheusReader reader = new PrometheusReader();
    // Of several documents, Prometheus reads the first.
    stream.documents().stream().limit(1).forEach(reader::readDocument);
    return new Reading<>(
        new Endpoints(List.of(), reader.targets, List.of(), true), stream.problems());
  }

  private void readDocument(YamlNode document) {
    for (YamlNode job : YamlTree.itemsAt(document, "scrape_configs")) {
      addJob(job);
    }
    for (YamlNode alertmanager : YamlTree.itemsAt(document, "alerting", "alertmanagers")) {
      addJob(alertmanager);
    }
    for (String list : List.of("remote_write", "remote_read")) {
      for (YamlNode remote : YamlTree.itemsAt(document, list)) {
        for (Text url : YamlTree.textAt(remote, "url")) {
          targets.addAll(Targets.ofUrl(FilledIn.holes(url), Role.SCRAPE));
        }
      }
    }
  }

  private void addJob(YamlNode job) {
    List<Text> proxy = YamlTree.textAt(job, "proxy_url");
    if (!proxy.isEmpty()) {
      // Names are the proxy's to resolve.
      targets.addAll(Targets.ofUrl(FilledIn.holes(proxy.get(0)), Role.SCRAPE));
      return;
    }
    List<Text> schemes = YamlTree.textAt(job, "scheme");
    String scheme = schemes.isEmpty() ? "http" : schemes.get(0).chars();
    List<YamlNode> relabelling = YamlTree.itemsAt(job, "relabel_configs");
    if (relabelling.stream().anyMatch(PrometheusReader::movesTargets)) {
      addReplacement(relabelling, scheme);
      return;
    }
    for (YamlNode group : YamlTree.itemsAt(job, "static_configs")) {
      for (YamlNode item : YamlTree.itemsAt(group, "targets")) {
        for (Text target : YamlTree.text(item)) {
          add(FilledIn.holes(target), scheme);
        }
      }
    }
  }

  /** Whether a rule decides by itself which targets are scraped, or where. */
  private static boolean movesTargets(YamlNode rule) {
    boolean chooses =
        YamlTree.textAt(rule, "action").stream()
            .anyMatch(
                action ->
                    switch (action.chars()) {
                      case "keep", "drop", "keepequal", "dropequal", "hashmod", "labelmap" -> true;
                      default -> false;
                    });
    return chooses || setsAddress(rule) || sets(rule, "__scheme__");
  }

  private static boolean setsAddress(YamlNode rule) {
    return sets(rule, "__address__");
  }

  private static boolean sets(YamlNode rule, String label) {
    return YamlTree.textAt(rule, "target_label").stream().anyMatch(name -> name.is(label));
  }

  /** The address of an exporter that is asked in the place of all targets: the last rule wins. */
  private void addReplacement(List<YamlNode> relabelling, String scheme) {
    for (int i = relabelling.size() - 1; i >= 0; i--) {
      YamlNode rule = relabelling.get(i);
      if (!setsAddress(rule)) {
        continue;
      }
      boolean always =
          YamlTree.at(rule, "source_labels").isEmpty() && YamlTree.at(rule, "regex").isEmpty();
      for (Text replacement : YamlTree.textAt(rule, "replacement")) {
        boolean literal = replacement.chars().indexOf('$') < 0;
        boolean schemeKept = relabelling.stream().noneMatch(other -> sets(other, "__scheme__"));
        if (always && literal && schemeKept) {
          add(FilledIn.holes(replacement), scheme);
        }
      }
      return;
    }
  }

  private void add(Text target, String scheme) {
    targets.addAll(Targets.ofHostAndPort(target, scheme, Role.SCRAPE));
  }
}
