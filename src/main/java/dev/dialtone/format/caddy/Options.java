package dev.dialtone.format.caddy;

import dev.dialtone.model.Port;
import dev.dialtone.source.Text;
import java.util.List;

/**
 * What the block in front of all sites says.
 *
 * @param redirects whether sites with a certificate are served on the port for HTTP as well
 * @param bind the addresses of sites that name none; empty for all
 * @param admin the address of the administration's socket; one entry, or none
 */
record Options(Port http, Port https, boolean redirects, List<Text> bind, List<Text> admin) {
  Options {
    bind = List.copyOf(bind);
    admin = List.copyOf(admin);
  }

  static Options of(List<Statement> statements) {
    Port http = new Port(80);
    Port https = new Port(443);
    boolean redirects = true;
    List<Text> bind = List.of();
    List<Text> admin = List.of();
    for (Statement statement : statements) {
      for (Text first : statement.arguments().stream().limit(1).toList()) {
        switch (statement.name()) {
          case "http_port" -> http = port(first, http);
          case "https_port" -> https = port(first, https);
          case "auto_https" -> redirects = !first.is("off") && !first.is("disable_redirects");
          case "default_bind" -> bind = statement.arguments();
          case "admin" -> admin = List.of(first);
          default -> {
            // It decides no address.
          }
        }
      }
    }
    return new Options(http, https, redirects, bind, admin);
  }

  private static Port port(Text written, Port otherwise) {
    return Port.parse(written).known().stream().findFirst().orElse(otherwise);
  }
}
