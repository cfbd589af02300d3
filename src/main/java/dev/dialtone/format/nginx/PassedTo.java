package dev.dialtone.format.nginx;

import dev.dialtone.source.Text;
import java.util.Locale;

/**
 * The address that a request is passed on to.
 *
 * @param host for a socket in the file system its path
 * @param port as written; empty if none is
 * @param scheme what is spoken; empty if it is unknown
 * @param whole host and port with what joins them
 */
record PassedTo(Text host, Text port, String scheme, Text whole, boolean isSocket) {
  /** The address in a URL, or in {@code host:port} alone, to which {@code protocol} is spoken. */
  static PassedTo of(Text url, String protocol) {
    String chars = url.chars();
    int separator = chars.indexOf("://");
    boolean spoken = separator >= 0;
    String scheme = spoken ? chars.substring(0, separator).toLowerCase(Locale.ROOT) : protocol;
    Text rest = spoken ? url.slice(separator + 3) : url;
    if (scheme.indexOf(Text.HOLE) >= 0) {
      scheme = "";
    }
    if (rest.chars().startsWith("unix:")) {
      // unix:/run/app.sock:/uri
      int from = "unix:".length();
      int end = rest.chars().indexOf(':', from);
      Text path = rest.slice(from, end < 0 ? rest.length() : end);
      return new PassedTo(path, path.slice(path.length()), scheme, path, true);
    }
    int end = authorityEnd(rest.chars());
    Text authority = rest.slice(0, end);
    String address = authority.chars();
    int bracket = address.startsWith("[") ? address.indexOf(']') : -1;
    int colon = address.indexOf(':', Math.max(bracket, 0));
    Text host =
        bracket > 0 ? authority.slice(1, bracket) : authority.slice(0, colon < 0 ? end : colon);
    Text port = colon < 0 ? authority.slice(end) : authority.slice(colon + 1);
    return new PassedTo(host, port, scheme, authority, false);
  }

  private static int authorityEnd(String rest) {
    int end = 0;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return end;
  }
}
