package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.KeyMeaning;
import dev.dialtone.catalogue.KeyMeaning.Role;
import dev.dialtone.model.Container.SpareLogin;
import dev.dialtone.model.Login;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.address.Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Finds what clients log in with: in an address, and in the settings that go with it. */
final class Logins {
  private final Catalogue catalogue;

  Logins(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The login in an address, with what settings of the same stem add to it. */
  Login of(Address address, KeyMeaning meaning, List<DialFinder.Setting> settings) {
    Login written = of(address);
    if (meaning.stem().isEmpty()) {
      return written;
    }
    return new Login(
        orElse(written.user(), meaning, settings, key -> key.role() == Role.USER),
        orElse(written.password(), meaning, settings, key -> key.role() == Role.SECRET),
        orElse(written.database(), meaning, settings, key -> key.role() == Role.DATABASE),
        written.realm());
  }

  /** The login that an address holds. */
  static Login of(Address address) {
    Text nothing = address.host().slice(0, 0);
    boolean mongo = address.protocol().startsWith("mongodb");
    Text database = database(address, nothing);
    Text realm = nothing;
    if (mongo) {
      List<Text> source = address.option("authSource");
      // Other mechanisms than passwords look users up elsewhere.
      boolean other = !address.option("authMechanism").isEmpty();
      realm = other ? nothing : source.isEmpty() ? database : source.get(0);
    }
    boolean creates =
        address.option("createDatabaseIfNotExist").stream().anyMatch(value -> !value.is("false"));
    return new Login(address.user(), address.password(), creates ? nothing : database, realm);
  }

  private static Text database(Address address, Text nothing) {
    Text path = address.path().strip();
    if (path.chars().indexOf('/') > 0) {
      return nothing;
    }
    return switch (address.protocol()) {
      case "redis", "rediss", "valkey", "http", "https", "kafka", "nats" -> nothing;
      case "amqp", "amqps" -> path;
      default -> path.chars().startsWith("/") ? path.slice(1) : path;
    };
  }

  /** Users and passwords of one stem for which no setting tells a host. */
  List<SpareLogin> spare(List<DialFinder.Setting> settings) {
    Map<String, KeyMeaning> users = new LinkedHashMap<>();
    for (DialFinder.Setting setting : settings) {
      KeyMeaning key = catalogue.key(setting.name());
      if (key.role() == Role.USER && key.kind() != ServiceKind.UNKNOWN && !key.stem().isEmpty()) {
        users.putIfAbsent(key.stem(), key);
      }
    }
    for (DialFinder.Setting setting : settings) {
      KeyMeaning key = catalogue.key(setting.name());
      if (key.role().dialled()) {
        users.remove(key.stem());
      }
    }
    List<SpareLogin> found = new ArrayList<>();
    for (KeyMeaning user : users.values()) {
      Text nothing = settings.get(0).value().slice(0, 0);
      Text name = orElse(nothing, user, settings, key -> key.role() == Role.USER);
      Text password = orElse(nothing, user, settings, key -> key.role() == Role.SECRET);
      if (!password.isEmpty()) {
        found.add(new SpareLogin(user.kind(), new Login(name, password, nothing, nothing)));
      }
    }
    return found;
  }

  /** The part of a login that is written, or else the one that settings of the stem give. */
  private Text orElse(
      Text written,
      KeyMeaning dial,
      List<DialFinder.Setting> settings,
      Predicate<KeyMeaning> isPart) {
    if (!written.isEmpty()) {
      return written;
    }
    List<Text> found = new ArrayList<>();
    for (DialFinder.Setting setting : settings) {
      String name = setting.name();
      boolean inFile = name.toUpperCase(Locale.ROOT).endsWith("_FILE");
      KeyMeaning key = catalogue.key(inFile ? name.substring(0, name.length() - 5) : name);
      if (!isPart.test(key) || !key.stem().equals(dial.stem()) || !isPassword(key, name)) {
        continue;
      }
      Text value = setting.value();
      if (isNothing(value)) {
        continue;
      }
      found.add(inFile ? Text.unknown(value.span(), "it is in a file") : value);
    }
    boolean agreed = found.stream().allMatch(text -> text.equals(found.get(0)));
    if (found.isEmpty()) {
      return written;
    }
    return agreed
        ? found.get(0)
        : Text.unknown(found.get(0).span(), "several settings give it differently");
  }

  /** What some programs take for no value at all. */
  private static boolean isNothing(Text value) {
    return value.isEmpty()
        || (value.isKnown()
            && List.of("none", "null", "nil").contains(value.chars().toLowerCase(Locale.ROOT)));
  }

  /** Of all secrets only those that are shown at a door. */
  private static boolean isPassword(KeyMeaning key, String name) {
    if (key.role() != Role.SECRET) {
      return true;
    }
    String upper = name.toUpperCase(Locale.ROOT);
    String plain = upper.endsWith("_FILE") ? upper.substring(0, upper.length() - 5) : upper;
    return plain.endsWith("PASSWORD")
        || plain.endsWith("PASS")
        || plain.endsWith("PASSWD")
        || plain.endsWith("PWD");
  }
}
