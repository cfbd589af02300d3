package dev.dialtone.format.compose;

import dev.dialtone.format.compose.Tree.Kind;
import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.format.compose.Tree.Mark;
import dev.dialtone.format.compose.Tree.Member;
import dev.dialtone.format.compose.Tree.Table;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Files of the first Compose version, whose services stand at the top level. */
final class Legacy {
  private Legacy() {}

  /**
   * The file with its services below {@code services} and on the engine's default bridge, as they
   * were then; a file of today's form is left as it is.
   */
  static Table modern(Table file, Consumer<Problem> problems) {
    if (!isLegacy(file)) {
      return file;
    }
    Map<String, Member> services = new LinkedHashMap<>();
    file.members()
        .forEach(
            (name, member) -> {
              if (member.value() instanceof Table service) {
                services.put(name, member.with(onBridge(service, member.key())));
              }
            });
    Member first = file.members().values().iterator().next();
    problems.accept(
        Problem.syntax(
            first.key().site(),
            "services at the top level are the form of Compose 1; today they stand below"
                + " `services:`"));
    Map<String, Member> members = new LinkedHashMap<>();
    members.put("services", new Member(first.key(), file.with(services), Mark.NONE));
    return file.with(members);
  }

  private static boolean isLegacy(Table file) {
    if (file.has("services") || file.has("include") || file.members().isEmpty()) {
      return false;
    }
    for (Member member : file.members().values()) {
      if (!(member.value() instanceof Table table) || !(table.has("image") || table.has("build"))) {
        return false;
      }
    }
    return true;
  }

  private static Table onBridge(Table service, Text name) {
    if (service.has("network_mode") || service.has("net")) {
      return service;
    }
    Map<String, Member> members = new LinkedHashMap<>(service.members());
    Span at = name.site();
    Leaf bridge = new Leaf(Text.of("bridge", at), Kind.STRING, at, service.folder());
    members.put("network_mode", new Member(name, bridge, Mark.NONE));
    return service.with(members);
  }
}
