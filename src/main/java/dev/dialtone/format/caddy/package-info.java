/** Caddy's own configuration: the Caddyfile. */
@NullMarked
package dev.dialtone.format.caddy;

import org.jspecify.annotations.NullMarked;
