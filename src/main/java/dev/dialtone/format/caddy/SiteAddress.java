package dev.dialtone.format.caddy;

import dev.dialtone.source.Text;
import java.util.Locale;

/**
 * An address as Caddy writes those of sites and of upstreams: {@code https://example.com:8443/path}
 * with everything but one part left out as one likes.
 *
 * @param scheme empty if none is written, or if it is unknown
 * @param host without the brackets of an IPv6 address; may be empty
 * @param port may be empty
 * @param whole host and port with what joins them
 */
record SiteAddress(String scheme, Text host, Text port, Text whole) {
  static SiteAddress of(Text word) {
    String chars = word.chars();
    int separator = chars.indexOf("://");
    String scheme = separator < 0 ? "" : chars.substring(0, separator).toLowerCase(Locale.ROOT);
    Text rest = separator < 0 ? word : word.slice(separator + 3);
    int slash = rest.chars().indexOf('/');
    Text whole = slash < 0 ? rest : rest.slice(0, slash);
    String place = whole.chars();
    int bracket = place.startsWith("[") ? place.indexOf(']') : -1;
    int colon = place.indexOf(':', Math.max(bracket, 0));
    Text host =
        bracket > 0 ? whole.slice(1, bracket) : whole.slice(0, colon < 0 ? whole.length() : colon);
    Text port = colon < 0 ? whole.slice(whole.length()) : whole.slice(colon + 1);
    return new SiteAddress(scheme.indexOf(Text.HOLE) < 0 ? scheme : "", host, port, whole);
  }
}
