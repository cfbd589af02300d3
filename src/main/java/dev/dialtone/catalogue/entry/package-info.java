/**
 * The catalogue's own form of data: read from YAML when Dialtone is built, from bytes when it runs.
 */
@NullMarked
package dev.dialtone.catalogue.entry;

import org.jspecify.annotations.NullMarked;
