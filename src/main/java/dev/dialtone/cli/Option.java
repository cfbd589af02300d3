package dev.dialtone.cli;

/**
 * An option of a command.
 *
 * @param name its long name with dashes: {@code --file}
 * @param letter its short name with a dash, {@code -f}; empty for none
 * @param value what it takes, {@code FILE}; empty for a switch
 * @param help what it does, for the help page
 */
record Option(String name, String letter, String value, String help) {
  static Option of(String name, String value, String help) {
    return new Option(name, "", value, help);
  }

  boolean isSwitch() {
    return value.isEmpty();
  }
}
