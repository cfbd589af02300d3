package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.KeyMeaning;
import dev.dialtone.catalogue.ServiceType;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives the settings of a file names that say what they are for, as the names of environment
 * variables do: what stands beside a setting, such as {@code adapter: postgresql}, is a part of its
 * meaning.
 */
final class SettingNames {
  private static final Set<String> DRIVERS =
      Set.of(
          "adapter",
          "driver",
          "dialect",
          "engine",
          "type",
          "client",
          "provider",
          "backend",
          "vendor",
          "dbtype",
          "db_type",
          "db_driver",
          "connector",
          "dbdriver");

  private static final Set<String> SWITCHES = Set.of("enabled", "enable", "active", "use");

  private static final Set<String> OFF = Set.of("false", "no", "off", "0");

  /** Drivers that connect to nothing. */
  private static final Set<String> LOCAL =
      Set.of("sqlite", "sqlite3", "memory", "none", "null", "file", "log", "array", "async");

  private static final Set<String> USERS = Set.of("user", "username", "login");
  private static final Set<String> DATABASES = Set.of("database", "dbname", "db", "name", "schema");

  /** Services that the catalogue knows no port of, because several products go by such a name. */
  private static final Set<String> VAGUE = Set.of("sql", "cache", "queue");

  private static final String DATABASE = "db";

  private final Catalogue catalogue;
  private final Map<String, Map<String, Text>> groups = new HashMap<>();

  private SettingNames(Catalogue catalogue, List<Setting> settings) {
    this.catalogue = catalogue;
    for (Setting setting : settings) {
      groups
          .computeIfAbsent(parent(setting.name()), parent -> new HashMap<>())
          .put(leaf(setting.name()).toLowerCase(Locale.ROOT), setting.value());
    }
  }

  /** The settings that are not switched off, under names as variables have them. */
  static List<DialFinder.Setting> of(
      Catalogue catalogue, List<Setting> settings, Confidence confidence) {
    SettingNames names = new SettingNames(catalogue, settings);
    List<DialFinder.Setting> named = new ArrayList<>();
    for (Setting setting : settings) {
      if (!names.isOff(setting.name())) {
        named.add(new DialFinder.Setting(names.name(setting.name()), setting.value(), confidence));
      }
    }
    return named;
  }

  private boolean isOff(String name) {
    for (String group = parent(name); ; group = parent(group)) {
      for (Map.Entry<String, Text> entry : groups.getOrDefault(group, Map.of()).entrySet()) {
        String value = entry.getValue().chars().toLowerCase(Locale.ROOT);
        boolean off = SWITCHES.contains(entry.getKey()) && OFF.contains(value);
        boolean local =
            DRIVERS.contains(entry.getKey()) && LOCAL.contains(value.substring(lastWord(value)));
        if (!group.isEmpty() && (off || local)) {
          return true;
        }
      }
      if (group.isEmpty()) {
        return false;
      }
    }
  }

  private String name(String path) {
    String parent = parent(path);
    String plain = plain(path);
    KeyMeaning own = catalogue.key(plain);
    boolean vague = VAGUE.contains(own.service());
    if (own.kind() != ServiceKind.UNKNOWN && !vague) {
      return plain;
    }
    String hint = hint(parent);
    return hint.isEmpty() || (vague && hint.equals(DATABASE))
        ? plain
        : plain((parent.isEmpty() ? "" : parent + ".") + hint + "." + leaf(path));
  }

  /** What the neighbours of a setting say that it belongs to; empty if they say nothing. */
  private String hint(String group) {
    for (String near : List.of(group, parent(group))) {
      for (Map.Entry<String, Text> entry : groups.getOrDefault(near, Map.of()).entrySet()) {
        String value = entry.getValue().chars().toLowerCase(Locale.ROOT);
        String driver = value.substring(lastWord(value));
        if (DRIVERS.contains(entry.getKey()) && entry.getValue().isKnown()) {
          KeyMeaning meaning = catalogue.key(driver + "_host");
          boolean word = !driver.isEmpty() && meaning.kind() != ServiceKind.UNKNOWN;
          if (word) {
            return driver;
          }
          for (ServiceType service : catalogue.scheme(driver).stream().toList()) {
            return service.name().indexOf(' ') < 0 ? service.name() : "";
          }
        }
      }
    }
    Set<String> beside = groups.getOrDefault(group, Map.of()).keySet();
    boolean database =
        beside.stream().anyMatch(USERS::contains)
            && beside.contains("password")
            && beside.stream().anyMatch(DATABASES::contains);
    return database ? DATABASE : "";
  }

  /** Where the last word of {@code django.db.backends.postgresql} begins. */
  private static int lastWord(String value) {
    return value.lastIndexOf('.') + 1;
  }

  /** A path as a name: list places first, so that the last word tells the role. */
  private static String plain(String path) {
    StringBuilder places = new StringBuilder();
    StringBuilder words = new StringBuilder();
    int at = 0;
    while (at < path.length()) {
      char c = path.charAt(at);
      int close = c == '[' ? path.indexOf(']', at) : -1;
      if (close > 0) {
        places.append('n').append(path, at + 1, close).append('_');
        at = close;
      } else {
        words.append(c == '.' ? '_' : c);
      }
      at++;
    }
    return places.append(words).toString();
  }

  private static String parent(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  private static String leaf(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
