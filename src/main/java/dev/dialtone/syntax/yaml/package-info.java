/** YAML as nodes with places: scalars, mappings, sequences and aliases. */
@NullMarked
package dev.dialtone.syntax.yaml;

import org.jspecify.annotations.NullMarked;
