/** Rules about healthchecks. */
@NullMarked
package dev.dialtone.rules.health;

import org.jspecify.annotations.NullMarked;
