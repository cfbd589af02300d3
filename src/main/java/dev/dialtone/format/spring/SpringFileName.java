package dev.dialtone.format.spring;

import dev.dialtone.source.FilePath;
import java.util.List;

/**
 * What the name of a Spring configuration file says: {@code application-prod.yml}.
 *
 * @param base {@code application} or {@code bootstrap}
 * @param profile the profile for which the file is read; empty for always
 * @param syntax how the file is written
 * @see <a
 *     href="https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.files.profile-specific">
 *     Spring Boot, Profile Specific Files</a>
 */
public record SpringFileName(String base, String profile, Syntax syntax) {
  private static final List<String> BASES = List.of("application", "bootstrap");

  /** How a configuration file is written. */
  public enum Syntax {
    PROPERTIES,
    YAML
  }

  /** What the name of a file says; none if Spring does not read files of that name by itself. */
  public static List<SpringFileName> of(FilePath path) {
    String name = path.name();
    for (String base : BASES) {
      int dot = name.lastIndexOf('.');
      if (!name.startsWith(base) || dot < base.length()) {
        continue;
      }
      String rest = name.substring(base.length(), dot);
      boolean profile = rest.startsWith("-") && rest.length() > 1;
      if (profile || rest.isEmpty()) {
        return syntaxes(name.substring(dot + 1)).stream()
            .map(syntax -> new SpringFileName(base, profile ? rest.substring(1) : "", syntax))
            .toList();
      }
    }
    return List.of();
  }

  private static List<Syntax> syntaxes(String extension) {
    return switch (extension) {
      case "properties" -> List.of(Syntax.PROPERTIES);
      case "yml", "yaml" -> List.of(Syntax.YAML);
      default -> List.of();
    };
  }
}
