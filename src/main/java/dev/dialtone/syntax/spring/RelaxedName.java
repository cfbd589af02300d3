package dev.dialtone.syntax.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The name of a setting in the form in which Spring Boot compares names: lower case, letters and
 * digits only, parts joined with dots, list places as {@code [0]}.
 *
 * @param uniform the form in which dashes are dropped
 * @param dashesAsDots the form that a variable gives a name with dashes when each became a {@code
 *     _}, as older versions had it; equal to {@code uniform} for names without dashes
 * @see <a
 *     href="https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties.relaxed-binding">
 *     Spring Boot, Relaxed Binding</a>
 */
public record RelaxedName(String uniform, String dashesAsDots) {
  /** The name of a setting as a file writes it: {@code spring.dataSource.hikari.jdbc-url}. */
  public static RelaxedName ofProperty(String name) {
    String uniform = joined(parts(name, ""));
    boolean dashes = name.indexOf('-') >= 0;
    return new RelaxedName(uniform, dashes ? joined(parts(name, ".")) : uniform);
  }

  /** The name of a setting as a variable gives it: {@code SPRING_DATASOURCE_HIKARI_JDBCURL}. */
  public static RelaxedName ofVariable(String name) {
    StringBuilder property = new StringBuilder();
    for (String part : name.toLowerCase(Locale.ROOT).split("_", -1)) {
      if (isNumber(part)) {
        property.append('[').append(part).append(']');
      } else if (!part.isEmpty()) {
        property.append(property.isEmpty() ? "" : ".").append(part);
      }
    }
    return ofProperty(property.toString());
  }

  /** Whether the variable {@code name} sets this setting. */
  public boolean isSetBy(String name) {
    String given = ofVariable(name).uniform;
    return given.equals(uniform) || given.equals(dashesAsDots);
  }

  /**
   * The variables that set this setting, the one that Spring's manual names first: {@code
   * SPRING_DATASOURCE_URL}, for a name with dashes also the older form.
   */
  public List<String> variables() {
    String first = variable(uniform);
    String second = variable(dashesAsDots);
    return first.equals(second) ? List.of(first) : List.of(first, second);
  }

  private static String variable(String name) {
    StringBuilder variable = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' || c == '[') {
        variable.append('_');
      } else if (c != ']') {
        variable.append(Character.toUpperCase(c));
      }
    }
    return variable.toString();
  }

  /** The parts of a name in uniform form; a list place keeps its brackets. */
  private static List<String> parts(String name, String dash) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int at = 0;
    while (at < name.length()) {
      char c = name.charAt(at);
      int close = c == '[' ? name.indexOf(']', at) : -1;
      if (close > 0) {
        addPart(parts, part);
        parts.add(name.substring(at, close + 1).toLowerCase(Locale.ROOT));
        at = close;
      } else if (c == '.' || (c == '-' && dash.equals("."))) {
        addPart(parts, part);
      } else if (Character.isLetterOrDigit(c)) {
        part.append(Character.toLowerCase(c));
      }
      at++;
    }
    addPart(parts, part);
    return parts;
  }

  private static void addPart(List<String> parts, StringBuilder part) {
    if (!part.isEmpty()) {
      parts.add(part.toString());
      part.setLength(0);
    }
  }

  private static String joined(List<String> parts) {
    StringBuilder name = new StringBuilder();
    for (String part : parts) {
      name.append(name.isEmpty() || part.startsWith("[") ? "" : ".").append(part);
    }
    return name.toString();
  }

  private static boolean isNumber(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) < '0' || part.charAt(i) > '9') {
        return false;
      }
    }
    return !part.isEmpty();
  }

  @Override
  public String toString() {
    return uniform;
  }
}
