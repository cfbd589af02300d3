/** The nouns of a project: services, networks, listeners, dials, and what comes of them. */
@NullMarked
package dev.dialtone.model;

import org.jspecify.annotations.NullMarked;
