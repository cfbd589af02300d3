package dev.dialtone.format.apache;

import dev.dialtone.source.Text;
import java.util.List;
import java.util.Locale;

/**
 * The address in the URL of a proxy: {@code http://api:3000/}, {@code fcgi://php:9000/app/$1}.
 *
 * @param port as written, else the one that the scheme's module takes; empty for that of HTTP
 * @param whole host and port with what joins them
 */
record ProxyAddress(String scheme, Text host, Text port, Text whole) {
  /** The address, if the URL names one: not for balancers, sockets and {@code !}. */
  static List<ProxyAddress> of(Text url) {
    String chars = url.chars();
    int separator = chars.indexOf("://");
    String scheme = separator < 0 ? "" : chars.substring(0, separator).toLowerCase(Locale.ROOT);
    if (separator < 0 || scheme.equals("balancer") || scheme.startsWith("unix:")) {
      return List.of();
    }
    Text rest = url.slice(separator + 3);
    int end = 0;
    while (end < rest.length() && "/?#".indexOf(rest.chars().charAt(end)) < 0) {
      end++;
    }
    Text whole = withHoles(rest.slice(0, end));
    String place = whole.chars();
    int bracket = place.startsWith("[") ? place.indexOf(']') : -1;
    int colon = place.indexOf(':', Math.max(bracket, 0));
    Text host =
        bracket > 0 ? whole.slice(1, bracket) : whole.slice(0, colon < 0 ? place.length() : colon);
    Text port = colon < 0 ? implied(scheme, host) : whole.slice(colon + 1);
    boolean known = scheme.indexOf(Text.HOLE) < 0;
    return List.of(new ProxyAddress(known ? scheme : "", host, port, whole));
  }

  /** What a pattern or a request decides: {@code $1}, <code>%{HTTP_HOST}</code>. */
  private static Text withHoles(Text place) {
    boolean decided = place.chars().indexOf('$') >= 0 || place.chars().indexOf('%') >= 0;
    return decided ? Text.unknown(place.span(), "only a request can tell it") : place;
  }

  private static Text implied(String scheme, Text host) {
    return switch (scheme) {
      case "fcgi" -> host.respelt("8000");
      case "ajp" -> host.respelt("8009");
      case "scgi" -> host.respelt("4000");
      case "uwsgi" -> host.respelt("3031");
      default -> host.slice(host.length());
    };
  }
}
