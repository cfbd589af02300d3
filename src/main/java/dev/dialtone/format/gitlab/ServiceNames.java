package dev.dialtone.format.gitlab;

import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The names that a service answers to: its aliases, and those that the runner makes of its image.
 *
 * @param first the name to call it by
 * @param all every name, the first included
 * @see <a href="https://docs.gitlab.com/ci/services/#accessing-the-services">Accessing the
 *     services</a>
 */
record ServiceNames(Text first, List<Text> all) {
  ServiceNames {
    all = List.copyOf(all);
  }

  static ServiceNames of(Text image, List<Text> aliases) {
    List<Text> names = new ArrayList<>(aliases);
    Text repository = repository(image);
    if (repository.isKnown()) {
      for (String separator : List.of("__", "-")) {
        Text name = repository.respelt(repository.chars().replace("/", separator));
        if (names.stream().noneMatch(name::equals)) {
          names.add(name);
        }
      }
    } else {
      names.add(Text.unknown(image.site(), image.whyUnknown()));
    }
    boolean shown = !aliases.isEmpty() || repository.isKnown();
    return new ServiceNames(shown ? names.get(0) : image, names);
  }

  /** The image without tag and digest, and without the port of its registry. */
  private static Text repository(Text image) {
    String chars = image.chars();
    int end = chars.indexOf('@') < 0 ? chars.length() : chars.indexOf('@');
    int slash = chars.lastIndexOf('/', end - 1);
    int tag = chars.lastIndexOf(':', end - 1);
    end = tag > slash ? tag : end;
    int first = chars.indexOf('/');
    int port = chars.indexOf(':');
    if (port >= 0 && port < first && first < end) {
      return Text.builder(image.site())
          .append(image.slice(0, port))
          .append(image.slice(first, end))
          .build();
    }
    return image.slice(0, end);
  }
}
