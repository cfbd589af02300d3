package dev.dialtone.report.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells from its name whether a key, a variable or an option holds a secret. */
final class SecretNames {
  private static final Set<String> SECRET =
      Set.of(
          "password",
          "passwords",
          "passwd",
          "passphrase",
          "passcode",
          "pass",
          "pwd",
          "psw",
          "pw",
          "secret",
          "secrets",
          "token",
          "tokens",
          "credential",
          "credentials",
          "basicauth",
          "masterauth",
          "mnemonic",
          "authtoken");

  /** Words that make a name secret only at its end: {@code API_KEY}, not {@code KEY_COUNT}. */
  private static final Set<String> SECRET_AT_END =
      Set.of("key", "keys", "auth", "authorization", "bearer", "salt", "pepper", "cookie", "jwt");

  private static final List<String> SECRET_ENDINGS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "pass",
          "pwd",
          "secret",
          "token",
          "apikey",
          "accesskey",
          "secretkey",
          "privatekey",
          "authkey",
          "masterkey",
          "signingkey",
          "encryptionkey");

  private static final Set<String> ORDINARY_WORDS =
      Set.of("bypass", "compass", "trespass", "surpass", "underpass", "overpass");

  /** A name that ends so tells something about the secret: where it is, how long it lives. */
  private static final Set<String> ABOUT_SECRETS =
      Set.of(
          "file",
          "files",
          "path",
          "dir",
          "directory",
          "url",
          "uri",
          "host",
          "hostname",
          "port",
          "endpoint",
          "address",
          "addr",
          "user",
          "username",
          "name",
          "type",
          "size",
          "length",
          "policy",
          "algorithm",
          "alg",
          "issuer",
          "audience",
          "header",
          "prefix",
          "format",
          "enabled",
          "required",
          "ttl",
          "expiry",
          "expires",
          "expiration",
          "lifetime",
          "validity",
          "timeout",
          "interval",
          "rotation",
          "scheme",
          "seconds",
          "minutes",
          "days");

  /** Keys of these kinds are no secrets. */
  private static final Set<String> OPEN_KEYS =
      Set.of(
          "public", "primary", "foreign", "partition", "routing", "sort", "shard", "publishable");

  /** The directives of nginx that pass a request on, {@code proxy_pass} and its kin. */
  private static final Set<String> NGINX_PASS =
      Set.of(
          "proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass");

  private SecretNames() {}

  /** Whether the value of {@code name} must not be shown. */
  static boolean isSecret(String name) {
    if (NGINX_PASS.contains(name)) {
      return false;
    }
    List<String> words = words(name);
    if (words.isEmpty()) {
      return false;
    }
    int end = words.size() - 1;
    String last = words.get(end);
    if (ABOUT_SECRETS.contains(last)) {
      return false;
    }
    if (words.size() == 1 && last.equals("secrets")) {
      // Compose: the list of the secrets' names.
      return false;
    }
    if (SECRET_AT_END.contains(last)) {
      boolean open = last.startsWith("key") && end > 0 && OPEN_KEYS.contains(words.get(end - 1));
      return !open;
    }
    for (String word : words) {
      if (SECRET.contains(word) || endsSecret(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsSecret(String word) {
    if (ORDINARY_WORDS.contains(word)) {
      return false;
    }
    for (String ending : SECRET_ENDINGS) {
      if (word.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** The words of {@code DB_PASSWORD}, {@code dbPassword}, {@code APIKey2}, in small letters. */
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isLetter(c)) {
        finish(word, words);
        continue;
      }
      if (isUpper(c) && word.length() > 0 && startsWord(name, i)) {
        finish(word, words);
      }
      word.append(isUpper(c) ? (char) (c + ('a' - 'A')) : c);
    }
    finish(word, words);
    return words;
  }

  /** Whether the capital at {@code i}, with a letter before it, begins a new word. */
  private static boolean startsWord(String name, int i) {
    boolean afterSmall = !isUpper(name.charAt(i - 1));
    boolean beforeSmall =
        i + 1 < name.length() && isLetter(name.charAt(i + 1)) && !isUpper(name.charAt(i + 1));
    return afterSmall || beforeSmall;
  }

  private static void finish(StringBuilder word, List<String> words) {
    if (word.length() > 0) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isLetter(char c) {
    return isUpper(c) || (c >= 'a' && c <= 'z');
  }
}
