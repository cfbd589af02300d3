package dev.dialtone.format.grafana;

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
 * Reads provisioned data sources. Grafana dials them itself unless it leaves that to the browser.
 *
 * @see <a href="https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources">
 *     Grafana, Provision data sources</a>
 */
public final class DataSourcesReader {
  private DataSourcesReader() {}

  /** Whom the server dials. */
  public static Reading<Endpoints> read(SourceFile file) {
    YamlStream stream = YamlReader.read(file);
    List<Target> targets = new ArrayList<>();
    for (YamlNode document : stream.documents()) {
      for (YamlNode source : YamlTree.itemsAt(document, "datasources")) {
        if (YamlTree.textAt(source, "access").stream().noneMatch(DataSourcesReader::isBrowser)) {
          for (Text url : YamlTree.textAt(source, "url")) {
            targets.addAll(targets(source, holes(url)));
          }
        }
      }
    }
    return new Reading<>(new Endpoints(List.of(), targets, List.of(), true), stream.problems());
  }

  private static boolean isBrowser(Text access) {
    return access.is("direct") || access.is("browser") || !access.isKnown();
  }

  private static List<Target> targets(YamlNode source, Text url) {
    List<Target> byUrl = Targets.ofUrl(url, Role.BACKEND);
    if (!byUrl.isEmpty()) {
      return byUrl;
    }
    List<Target> targets = new ArrayList<>();
    for (Text type : YamlTree.textAt(source, "type")) {
      String scheme =
          switch (type.chars()) {
            case "postgres", "grafana-postgresql-datasource" -> "postgresql";
            case "mysql" -> "mysql";
            case "mssql" -> "sqlserver";
            default -> "";
          };
      if (!scheme.isEmpty()) {
        targets.addAll(Targets.ofHostAndPort(url, scheme, Role.BACKEND));
      }
    }
    return targets;
  }

  /** The value with a hole for each {@code $NAME}, {@code ${NAME}} and {@code $__file{...}}. */
  private static Text holes(Text value) {
    String chars = value.chars();
    if (chars.indexOf('$') < 0) {
      return value;
    }
    Text.Builder result = Text.builder(value.site());
    int at = 0;
    while (at < chars.length()) {
      int end = chars.charAt(at) == '$' ? variableEnd(chars, at) : at + 1;
      Text part = value.slice(at, end);
      if (chars.charAt(at) != '$') {
        result.append(part);
      } else if (part.is("$$")) {
        result.append(part.slice(1));
      } else {
        result.appendUnknown(part.span(), "Grafana's environment decides it");
      }
      at = end;
    }
    return result.build();
  }

  private static int variableEnd(String chars, int dollar) {
    if (chars.startsWith("$$", dollar)) {
      return dollar + 2;
    }
    int end = dollar + 1;
    while (end < chars.length()
        && (Character.isLetterOrDigit(chars.charAt(end)) || chars.charAt(end) == '_')) {
      end++;
    }
    if (end < chars.length() && chars.charAt(end) == '{') {
      int close = chars.indexOf('}', end);
      return close < 0 ? chars.length() : close + 1;
    }
    return end;
  }
}
