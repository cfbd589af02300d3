/** Addresses as they are written in values: URLs, connection strings, {@code host:port} lists. */
@NullMarked
package dev.dialtone.syntax.address;

import org.jspecify.annotations.NullMarked;
