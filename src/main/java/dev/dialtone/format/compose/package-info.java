/** Compose files: from YAML to the one composition that {@code docker compose} would start. */
@NullMarked
package dev.dialtone.format.compose;

import org.jspecify.annotations.NullMarked;
