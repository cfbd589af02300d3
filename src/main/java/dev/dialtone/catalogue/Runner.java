package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Entry;
import java.util.List;

/**
 * A program that starts another one named in its arguments: {@code npx}, {@code bundle exec},
 * {@code python}.
 *
 * @param commands its words: the program's base name and its subcommands
 * @param valueOptions its own options that take the next word
 * @param moduleOption the option whose value names a module to run; empty if it has none
 * @param stopsAt options with which it does not start another program
 * @param except names that mean something else to it
 */
record Runner(
    List<List<String>> commands,
    List<String> valueOptions,
    String moduleOption,
    List<String> stopsAt,
    List<String> except) {
  Runner {
    commands = List.copyOf(commands);
    valueOptions = List.copyOf(valueOptions);
    stopsAt = List.copyOf(stopsAt);
    except = List.copyOf(except);
  }

  static Runner of(Entry entry) {
    List<List<String>> commands = entry.phrases("runner");
    Runner runner =
        new Runner(
            commands,
            entry.texts("value-options"),
            entry.text("module-option", ""),
            entry.texts("stops-at"),
            entry.texts("except"));
    entry.done();
    return runner;
  }
}
