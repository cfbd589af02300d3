package dev.dialtone.format.nginx;

import dev.dialtone.source.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The variables that {@code set} gives a value in one block and those around it.
 *
 * <p>nginx runs the {@code set}s of the server, then those of the location that was found, and not
 * those of a location around that one. What a condition sets may or may not be set.
 *
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_rewrite_module.html">
 *     ngx_http_rewrite_module</a>
 */
final class VariableScope {
  private final Kind kind;
  private final List<VariableScope> parent;
  private final Map<String, Text> values = new HashMap<>();
  private final Set<String> conditional = new HashSet<>();

  private enum Kind {
    SERVER,
    LOCATION,
    CONDITION,
    OTHER
  }

  /** A value and the scope in which variables in it are looked up. */
  record Setting(Text value, VariableScope scope) {}

  private VariableScope(Kind kind, List<VariableScope> parent) {
    this.kind = kind;
    this.parent = parent;
  }

  /** A scope without variables. */
  static VariableScope empty() {
    return new VariableScope(Kind.OTHER, List.of());
  }

  /** The scope of the directives of a file. */
  static VariableScope of(List<Directive> directives) {
    VariableScope scope = new VariableScope(Kind.SERVER, List.of());
    scope.collect(directives);
    return scope;
  }

  /** The scope within a block of this scope. */
  VariableScope within(Directive block) {
    Kind inner =
        switch (block.name().chars()) {
          case "server" -> Kind.SERVER;
          case "location" -> Kind.LOCATION;
          case "if", "limit_except" -> Kind.CONDITION;
          default -> Kind.OTHER;
        };
    VariableScope scope = new VariableScope(inner, List.of(this));
    scope.collect(block.body());
    return scope;
  }

  private void collect(List<Directive> directives) {
    for (Directive directive : directives) {
      if (directive.is("set") && directive.arguments().size() == 2) {
        values.put(directive.arguments().get(0).chars(), directive.arguments().get(1));
      } else if (directive.is("if") || directive.is("limit_except")) {
        addConditional(directive.body());
      }
    }
  }

  private void addConditional(List<Directive> directives) {
    for (Directive directive : directives) {
      if (directive.is("set") && !directive.arguments().isEmpty()) {
        conditional.add(directive.arguments().get(0).chars());
      }
      addConditional(directive.body());
    }
  }

  /** The setting of a variable that counts here; none if it may have several values or none. */
  List<Setting> find(String name) {
    String variable = "$" + name;
    boolean skipsLocations = false;
    List<VariableScope> next = List.of(this);
    while (!next.isEmpty()) {
      VariableScope scope = next.get(0);
      if (!(skipsLocations && scope.kind == Kind.LOCATION)) {
        if (scope.values.containsKey(variable) && isSure(scope, variable)) {
          return List.of(new Setting(scope.values.get(variable), scope));
        }
        if (scope.conditional.contains(variable)) {
          return List.of();
        }
      }
      if (scope.kind == Kind.SERVER) {
        return List.of();
      }
      skipsLocations |= scope.kind == Kind.LOCATION;
      next = scope.parent;
    }
    return List.of();
  }

  private static boolean isSure(VariableScope scope, String variable) {
    return !scope.conditional.contains(variable);
  }
}
