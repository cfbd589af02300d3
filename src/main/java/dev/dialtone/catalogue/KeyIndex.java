package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.model.ServiceKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the names of keys word by word; the first rule of {@code keys.yaml} that holds decides. */
public final class KeyIndex {
  /** What was found already: one variable is asked for many times, and stands in many services. */
  private final Map<String, KeyMeaning> meanings = new ConcurrentHashMap<>();

  private final List<KeyRule> rules = new ArrayList<>();
  private final Map<String, Integer> exact = new HashMap<>();
  private final Map<String, ServiceType> services = new HashMap<>();
  private final Map<String, ServiceType> schemes = new HashMap<>();
  private final Map<String, ServiceType> byName = new HashMap<>();
  private final List<String> glued;

  /** Reads {@code keys.yaml}. */
  public KeyIndex(Entry entry) {
    glued = entry.texts("glued");
    for (Entry each : entry.entries("services")) {
      ServiceType kind = ServiceType.of(each);
      byName.put(kind.name(), kind);
      for (String word : kind.words()) {
        if (services.put(word, kind) != null) {
          each.complain("words", "has `" + word + "`, which another service has");
        }
      }
      for (String scheme : kind.schemes()) {
        if (schemes.put(scheme, kind) != null) {
          each.complain("schemes", "has `" + scheme + "`, which another service has");
        }
      }
    }
    for (Entry each : entry.entries("rules")) {
      KeyRule rule = KeyRule.of(each, services.keySet());
      if (!rule.service().isEmpty() && !byName.containsKey(rule.service())) {
        each.complain("service", "is not among the services: " + rule.service());
      }
      for (String key : rule.keys()) {
        if (exact.putIfAbsent(key.toUpperCase(Locale.ROOT), rules.size()) != null) {
          each.complain("keys", "has `" + key + "`, which another rule has");
        }
      }
      rules.add(rule);
    }
    entry.done();
  }

  /** The names of all services. */
  public Set<String> serviceNames() {
    return Set.copyOf(byName.keySet());
  }

  /** The services that an image may well hold whose name has these words, in lower case. */
  List<ServiceType> heldBy(Collection<String> words) {
    return byName.values().stream()
        .filter(service -> service.images().stream().anyMatch(words::contains))
        .sorted(Comparator.comparing(ServiceType::name))
        .toList();
  }

  Optional<ServiceType> usualOn(int port) {
    List<ServiceType> found =
        byName.values().stream()
            .filter(service -> service.port() == port && service.use() == ServiceType.Use.BACKING)
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  Optional<ServiceType> scheme(String scheme) {
    String name = scheme.toLowerCase(Locale.ROOT);
    ServiceType kind = schemes.get(name);
    int plus = name.indexOf('+');
    if (kind == null && plus > 0) {
      // postgresql+asyncpg: the part behind the plus is the client's driver.
      kind = schemes.get(name.substring(0, plus));
    }
    return Optional.ofNullable(kind);
  }

  KeyMeaning meaning(String key) {
    return meanings.computeIfAbsent(key, this::find);
  }

  private KeyMeaning find(String key) {
    Name name = new Name(key, this);
    Integer whole = exact.get(key.toUpperCase(Locale.ROOT));
    if (whole != null) {
      return meaning(rules.get(whole), name, name.roleWords());
    }
    for (KeyRule rule : rules) {
      int tail = rule.exact() ? -1 : rule.tail(name.words);
      if (tail >= 0) {
        return meaning(rule, name, tail);
      }
    }
    return meaning(KeyMeaning.Role.UNKNOWN, service(name), "", true);
  }

  private KeyMeaning meaning(KeyRule rule, Name name, int tail) {
    Optional<ServiceType> told = Optional.ofNullable(byName.get(rule.service()));
    return meaning(rule.role(), told.or(() -> service(name)), name.front(tail), rule.weak());
  }

  private static KeyMeaning meaning(
      KeyMeaning.Role role, Optional<ServiceType> service, String stem, boolean weak) {
    return new KeyMeaning(
        role,
        service.map(ServiceType::name).orElse(""),
        service.map(ServiceType::kind).orElse(ServiceKind.UNKNOWN),
        stem,
        weak);
  }

  /** The service that a word of the name stands for; a vague one only if no other is named. */
  private Optional<ServiceType> service(Name name) {
    Optional<ServiceType> found = Optional.empty();
    for (String word : name.words) {
      ServiceType service = services.get(word);
      if (service != null && (found.isEmpty() || service.port() > 0)) {
        found = Optional.of(service);
      }
    }
    return found;
  }

  /** A key's words in lower case, and where in the key each begins. */
  private static final class Name {
    private static final List<String> ROLES =
        List.of(
            "host",
            "hostname",
            "port",
            "url",
            "uri",
            "user",
            "username",
            "password",
            "server",
            "addr",
            "address",
            "servers",
            "hosts",
            "database",
            "name",
            "dsn",
            "hostaddr");

    private final String key;
    private final List<String> words = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();

    Name(String key, KeyIndex index) {
      this.key = key;
      int from = -1;
      for (int i = 0; i <= key.length(); i++) {
        boolean inWord = i < key.length() && Character.isLetterOrDigit(key.charAt(i));
        boolean hump = inWord && from >= 0 && isHump(key, i);
        if (from >= 0 && (!inWord || hump)) {
          add(from, i, index);
          from = -1;
        }
        if (inWord && from < 0) {
          from = i;
        }
      }
    }

    /** Whether a word of camel case begins: {@code baseUrl}, but not {@code DB2}. */
    private static boolean isHump(String key, int i) {
      return Character.isUpperCase(key.charAt(i)) && Character.isLowerCase(key.charAt(i - 1));
    }

    private void add(int from, int to, KeyIndex index) {
      String word = key.substring(from, to).toLowerCase(Locale.ROOT);
      for (String end : index.glued) {
        String front = word.substring(0, Math.max(0, word.length() - end.length()));
        if (word.endsWith(end) && index.services.containsKey(front)) {
          words.add(front);
          starts.add(from);
          words.add(end);
          starts.add(from + front.length());
          return;
        }
      }
      words.add(word);
      starts.add(from);
    }

    /** How many words at the end say what the value is. */
    int roleWords() {
      return !words.isEmpty() && ROLES.contains(words.get(words.size() - 1)) ? 1 : 0;
    }

    /** The key without its last {@code tail} words and the separators before them. */
    String front(int tail) {
      int end = tail >= words.size() ? 0 : key.length();
      if (tail > 0 && tail < words.size()) {
        end = starts.get(words.size() - tail);
        while (end > 0 && !Character.isLetterOrDigit(key.charAt(end - 1))) {
          end--;
        }
      }
      return key.substring(0, end);
    }
  }
}
