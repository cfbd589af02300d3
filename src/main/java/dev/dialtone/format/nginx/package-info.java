/** The configuration of nginx, and the templates that its image makes configuration of. */
@NullMarked
package dev.dialtone.format.nginx;

import org.jspecify.annotations.NullMarked;
