package dev.dialtone.catalogue;

/** What the value of an option or a variable decides. */
public enum Sets {
  /** The address; a comma or space separated list gives several listeners. */
  HOST,
  /** The port; a list with {@code ;} or {@code ,} gives several listeners. */
  PORT,
  /** {@code host:port}, {@code :port}, {@code tcp://host:port}, {@code unix:path}; also lists. */
  ADDRESS,
  /** URLs whose host and port are the listener's; also lists. */
  URL,
  /** The path of a Unix socket that replaces the network. */
  SOCKET,
  /** Switches the listener off, whatever the value. */
  OFF,
  /** Switches the listener on, whatever the value. */
  ON,
  /** One {@code name=value}. */
  SETTING,
  /** The path of a configuration file. */
  CONFIG_FILE,
  /** More arguments, separated by white space. */
  ARGUMENTS,
  /** Address and port, in a form that is not understood here: both become unknown. */
  SOMEHOW,
  /** Nothing about listeners. */
  NOTHING
}
