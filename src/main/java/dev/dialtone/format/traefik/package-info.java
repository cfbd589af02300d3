/** The configuration files of Traefik: its entry points, and the services that it passes on to. */
@NullMarked
package dev.dialtone.format.traefik;

import org.jspecify.annotations.NullMarked;
