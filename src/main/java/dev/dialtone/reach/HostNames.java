package dev.dialtone.reach;

import dev.dialtone.model.Attachment;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Service;
import dev.dialtone.source.Text;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The services of a project by what they are looked up by, whatever network that is on, so that a
 * dial does not cost a walk over all services.
 */
final class HostNames {
  private final List<Service> services;
  private final Map<String, SortedSet<Integer>> byName = new HashMap<>();
  private final Map<String, SortedSet<Integer>> byAddress = new HashMap<>();

  HostNames(Composition composition) {
    services = List.copyOf(composition.services().values());
    for (int i = 0; i < services.size(); i++) {
      Service service = services.get(i);
      add(byName, service.name().value(), i);
      add(byName, service.containerName(), i);
      add(byName, service.hostname(), i);
      for (Attachment attachment : service.attachments()) {
        for (Text alias : attachment.aliases()) {
          add(byName, alias, i);
        }
        for (Text address : attachment.addresses()) {
          add(byAddress, address, i);
        }
      }
    }
  }

  private static void add(Map<String, SortedSet<Integer>> index, Text key, int service) {
    if (key.isKnown()) {
      add(index, key.chars(), service);
    }
  }

  private static void add(Map<String, SortedSet<Integer>> index, String key, int service) {
    index.computeIfAbsent(key.toLowerCase(Locale.ROOT), k -> new TreeSet<>()).add(service);
  }

  /** The services that may answer to a name in lower case, in their order. */
  List<Service> named(String name) {
    SortedSet<Integer> found = new TreeSet<>(find(byName, name));
    int digits = name.length();
    while (digits > 0 && Character.isDigit(name.charAt(digits - 1))) {
      digits--;
    }
    // `<project>-<service>-<n>`, where both names may hold separators.
    for (int i = digits - 2; i >= 0; i--) {
      if (name.charAt(i) == '-' || name.charAt(i) == '_') {
        found.addAll(find(byName, name.substring(i + 1, digits - 1)));
      }
    }
    // `<stack>_<service>` and `tasks.<service>`.
    for (int i = name.length() - 2; i > 0; i--) {
      if (name.charAt(i) == '_' || name.charAt(i) == '.') {
        found.addAll(find(byName, name.substring(i + 1)));
      }
    }
    return found.stream().map(services::get).toList();
  }

  /** The services that are given a name in lower case, in their order. */
  List<Service> called(String name) {
    return find(byName, name).stream().map(services::get).toList();
  }

  /** Whether some service is given this name. */
  boolean isCalled(Text name) {
    return name.isKnown() && !called(name.chars().toLowerCase(Locale.ROOT)).isEmpty();
  }

  /** The services that may have a fixed address, in their order. */
  List<Service> at(String address) {
    return find(byAddress, address.toLowerCase(Locale.ROOT)).stream().map(services::get).toList();
  }

  private static SortedSet<Integer> find(Map<String, SortedSet<Integer>> index, String key) {
    return index.getOrDefault(key, Collections.emptySortedSet());
  }
}
