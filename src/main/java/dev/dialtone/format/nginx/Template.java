package dev.dialtone.format.nginx;

import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;

/**
 * Fills a template with the container's environment, as the entrypoint of nginx's image does: only
 * variables that are set are replaced, so that nginx's own stay.
 *
 * @see <a
 *     href="https://github.com/nginx/docker-nginx/blob/master/entrypoint/20-envsubst-on-templates.sh">
 *     20-envsubst-on-templates.sh</a>
 */
final class Template {
  private final Variables environment;
  private final boolean filtered;

  Template(Variables environment) {
    this.environment = environment;
    this.filtered =
        environment.lookup("NGINX_ENVSUBST_FILTER") instanceof Variables.Answer.Set filter
            && !filter.value().isEmpty();
  }

  /** The folder that the configuration is written to. */
  String outputFolder() {
    return environment.lookup("NGINX_ENVSUBST_OUTPUT_DIR") instanceof Variables.Answer.Set set
            && !set.value().isEmpty()
        ? set.value().chars()
        : "/etc/nginx/conf.d";
  }

  /** The configuration that becomes of the template. */
  Text fill(Text template) {
    String chars = template.chars();
    Text.Builder filled = Text.builder(template.span());
    int from = 0;
    int dollar = chars.indexOf('$');
    while (dollar >= 0) {
      boolean braced = chars.startsWith("{", dollar + 1);
      int name = dollar + (braced ? 2 : 1);
      int end = References.nameEnd(chars, name);
      int next = end + (braced ? 1 : 0);
      boolean closed = !braced || chars.startsWith("}", end);
      if (end > name
          && closed
          && environment.lookup(chars.substring(name, end)) instanceof Variables.Answer.Set set) {
        Span site = template.slice(dollar, next).span();
        filled.append(template.slice(from, dollar));
        filled.append(
            filtered
                ? Text.unknown(site, "a filter decides which variables are replaced")
                : set.value().usedAt(site, Step.Kind.INTERPOLATED));
        from = next;
      }
      dollar = chars.indexOf('$', Math.max(from, dollar + 1));
    }
    return filled.append(template.slice(from)).build();
  }
}
