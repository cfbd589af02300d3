package dev.dialtone.model;

import dev.dialtone.source.Text;

/**
 * An address that reaches its process with quotes around it, because nothing on the way takes them
 * off.
 *
 * @param service the service whose process gets it
 * @param name the variable or option that holds it
 * @param value the value, quotes included
 * @param inner the value without them
 * @param place where such quotes come from
 * @param confidence how sure it is that it is dialled
 */
public record QuotedAddress(
    ServiceName service, Text name, Text value, Text inner, Place place, Confidence confidence) {
  /** Where a quoted value stands. */
  public enum Place {
    /** An item of a list, quoted behind its equals sign: {@code - URL="redis://cache"}. */
    LIST_ITEM,
    /** A value of a mapping that is quoted twice. */
    MAPPING,
    /** A line of an env file whose quotes are not taken off. */
    RAW_FILE,
    /** An argument of a command that no shell reads. */
    ARGUMENT
  }
}
