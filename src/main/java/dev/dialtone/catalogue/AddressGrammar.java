package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the addresses that servers are told to listen on. */
final class AddressGrammar {
  private final Bare bare;
  private final Map<String, Bind.Scope> words;

  AddressGrammar(Bare bare, Map<String, Bind.Scope> words) {
    this.bare = bare;
    this.words = words;
  }

  /** What a word without a colon is in an address. */
  public enum Bare {
    HOST,
    PORT
  }

  /** Reads the table of words with a meaning of their own. */
  static Map<String, Bind.Scope> words(Entry entry) {
    Map<String, Bind.Scope> words = new LinkedHashMap<>();
    entry
        .table("words")
        .forEach(
            (word, scope) ->
                words.put(
                    word, entry.constant("words", scope, Bind.Scope.values(), Bind.Scope.UNKNOWN)));
    return words;
  }

  /** The listeners that {@code value} makes of {@code old}; empty if it says nothing. */
  List<Listening> apply(Sets sets, Text value, Listening old) {
    return switch (sets) {
      case HOST -> hosts(value, old);
      case PORT -> ports(value, old);
      case ADDRESS, URL -> addresses(value, old);
      case SOCKET -> List.of(old.withBind(new Bind.Given(Bind.Scope.UNIX_SOCKET, value)));
      case OFF -> off(value, old);
      case ON -> List.of(old.switched(true));
      case SOMEHOW -> somehow(value, old);
      case SETTING, CONFIG_FILE, ARGUMENTS, NOTHING -> List.of();
    };
  }

  /** A value that is none of the words for doing nothing. */
  private List<Listening> somehow(Text value, Listening old) {
    return words.containsKey(value.chars()) ? List.of() : List.of(unknown(value, old));
  }

  private static Listening unknown(Text value, Listening old) {
    return old.withBind(new Bind.Given(Bind.Scope.UNKNOWN, value))
        .withPort(new ListenPort.Unreadable(value));
  }

  /** {@code --skip-networking}, but not {@code --skip-networking=0}. */
  private List<Listening> off(Text value, Listening old) {
    return words.containsKey(value.chars())
        ? List.of()
        : List.of(old.switched(false).withBind(new Bind.Given(Bind.Scope.OFF, value)));
  }

  private List<Listening> hosts(Text value, Listening old) {
    List<Listening> all = new ArrayList<>();
    for (Text host : parts(value)) {
      Bind bind = bind(host);
      all.add(old.withBind(bind).switched(old.on() && bind.scope() != Bind.Scope.OFF));
    }
    return all;
  }

  private static List<Listening> ports(Text value, Listening old) {
    List<Listening> all = new ArrayList<>();
    for (Text port : parts(value)) {
      all.add(old.withPort(ListenPort.of(port)).switched(true));
    }
    return all;
  }

  private List<Listening> addresses(Text value, Listening old) {
    List<Listening> all = new ArrayList<>();
    for (Text address : parts(value)) {
      all.add(address(address, old.switched(true)));
    }
    return all;
  }

  /** The parts of a list; brackets keep an IPv6 address whole. An empty value is one empty part. */
  private static List<Text> parts(Text value) {
    Text whole = value.strip();
    List<Text> parts = new ArrayList<>();
    for (Text part : whole.split(c -> c == ',' || c == ';' || c == ' ')) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts.isEmpty() ? List.of(whole) : parts;
  }

  private Bind bind(Text host) {
    Bind.Scope special = words.get(host.chars());
    return new Bind.Given(special != null ? special : Bind.Scope.of(host), host);
  }

  private Listening address(Text address, Listening old) {
    String chars = address.chars();
    if (chars.startsWith("unix:")
        || chars.startsWith("fd://")
        || chars.startsWith("/")
        || chars.startsWith("@")) {
      return old.withBind(new Bind.Given(Bind.Scope.UNIX_SOCKET, address));
    }
    int scheme = chars.indexOf("://");
    String name = scheme < 0 ? "" : chars.substring(0, scheme);
    Text rest = scheme < 0 ? address : address.slice(scheme + 3);
    Listening named = name.equals("http") || name.equals("https") ? old.withScheme(name) : old;
    int end = endOfAuthority(rest.chars());
    Text authority = rest.slice(0, end);
    Text host = authority;
    Text port = authority.slice(authority.length());
    int colon = authority.chars().lastIndexOf(':');
    boolean colonInBrackets = authority.chars().indexOf(']', Math.max(colon, 0)) >= 0;
    boolean bareIpv6 =
        colon >= 0
            && authority.chars().indexOf(':') != colon
            && !colonInBrackets
            && !authority.chars().startsWith("[");
    if (colon >= 0 && !colonInBrackets && !bareIpv6) {
      host = authority.slice(0, colon);
      port = authority.slice(colon + 1);
    } else if (colon < 0 && bare == Bare.PORT && ListenPort.number(chars) >= 0) {
      return named.withPort(ListenPort.of(authority));
    } else if (colon < 0 && !authority.isKnown()) {
      // A hole may stand for host and port together.
      return named.withBind(bind(host)).withPort(new ListenPort.Unreadable(authority));
    }
    Listening bound = host.isEmpty() && port.isEmpty() ? named : named.withBind(bind(host));
    if (!port.isEmpty()) {
      return bound.withPort(ListenPort.of(port));
    }
    int implied = name.equals("http") ? 80 : name.equals("https") ? 443 : 0;
    return implied == 0 ? bound : bound.withPort(new ListenPort.Given(implied, authority));
  }

  private static int endOfAuthority(String chars) {
    for (int i = 0; i < chars.length(); i++) {
      char c = chars.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return i;
      }
    }
    return chars.length();
  }
}
